"""Asks the bot every case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from bot.models import Asked, Reply
from evals.cases import Case
from evals.replies import Answered, answered


class Answers(Protocol):
    """Whoever answers: the bot, or a baseline in its place."""

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn."""
        ...


def run(bot: Answers, cases: Iterable[Case]) -> Iterator[Answered]:
    """One reply per case, in order: that to the last turn; each case is a conversation of its own."""
    for case in cases:
        yield _conversation(bot, case)


def _conversation(bot: Answers, case: Case) -> Answered:
    reply = bot.reply(Asked(case.question, page_language=case.language))
    for question in case.turns:
        reply = bot.reply(Asked(question, conversation_id=reply.conversation_id, page_language=case.language))
    return answered(case.id, len(case.asked), reply)
