"""Remembers conversations for a while, in memory only: what was said before, and which question was asked back."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bot.follow_reading import Before
from bot.models import Need
from knowledge.vocabulary import Language

_MOST = 2_000
_TURNS = 10


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for a choice."""

    question: str
    need: Need
    language: Language
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation so far: its turns, newest last, the language of the last answer, what the company has said about
    itself, what waits for a choice, and how many questions back were asked in a row.
    """

    before: tuple[Before, ...] = ()
    language: Language | None = None
    need: Need | None = None
    pending: Pending | None = None
    asked_back: int = 0


class Memory:
    """The threads of the newest conversations; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._threads: OrderedDict[str, Thread] = OrderedDict()

    def keep(self, conversation_id: str, thread: Thread) -> None:
        """Remember where a conversation stands."""
        shortened = Thread(thread.before[-_TURNS:], thread.language, thread.need, thread.pending, thread.asked_back)
        with self._lock:
            self._threads[conversation_id] = shortened
            self._threads.move_to_end(conversation_id)
            while len(self._threads) > _MOST:
                self._threads.popitem(last=False)

    def thread(self, conversation_id: str) -> Thread:
        """Where a conversation stands; an empty thread where nothing is remembered."""
        with self._lock:
            return self._threads.get(conversation_id, Thread())
