"""Asks the bot every case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversation import Bot
from bot.models import Asked
from evals.cases import Case
from evals.measures import Row, row


def run(bot: Bot, cases: Iterable[Case]) -> Iterator[Row]:
    """One row per case, in order; each case is a conversation of its own."""
    for case in cases:
        yield row(case, bot.reply(Asked(case.question, page_language=case.language)))
