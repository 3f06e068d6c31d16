"""Puts what is known of a company in order for the page: chips that can be put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.company import Fact
from bot.known import name, options, takes_many
from bot.masking import MARKS, Personal
from bot.models import Reply
from knowledge.vocabulary import Bilingual

_NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class FactItem:
    """One fact as a chip: what it is called and says, the words that said it, and what it could be instead."""

    fact: Fact
    name: Bilingual
    text: Bilingual
    values: tuple[str, ...]
    words: str
    options: Mapping[str, Bilingual]
    many: bool


def facts_of(reply: Reply) -> list[FactItem]:
    """What is known first, then what would tell more."""
    told = [_item(one.fact, one.text, one.values, one.words) for one in reply.known]
    return told + [_item(fact, _NOTHING, (), "") for fact in reply.unknown]


def hidden(kind: str) -> Bilingual:
    """What a kind of personal data is called."""
    mark = MARKS[Personal(kind)]
    return Bilingual(mark.sv.strip("[]"), mark.en.strip("[]"))


def _item(fact: Fact, text: Bilingual, values: tuple[str, ...], words: str) -> FactItem:
    return FactItem(fact, name(fact), text, values, words, options(fact), takes_many(fact))
