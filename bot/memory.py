"""Remembers, for a while and in memory only, which question was asked back."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bot.models import Need
from knowledge.vocabulary import Language

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for a choice."""

    question: str
    need: Need
    language: Language
    choices: frozenset[str] = frozenset()


class Memory:
    """The newest pending question of each conversation; the oldest conversations are forgotten first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pending: OrderedDict[str, Pending] = OrderedDict()

    def keep(self, conversation_id: str, pending: Pending) -> None:
        """Remember what a conversation waits for."""
        with self._lock:
            self._pending[conversation_id] = pending
            self._pending.move_to_end(conversation_id)
            while len(self._pending) > _MOST:
                self._pending.popitem(last=False)

    def pending(self, conversation_id: str) -> Pending | None:
        """What a conversation waits for; it goes on waiting, so that another choice can be tried."""
        with self._lock:
            return self._pending.get(conversation_id)

    def forget(self, conversation_id: str) -> None:
        """A new question makes the old one moot."""
        with self._lock:
            self._pending.pop(conversation_id, None)
