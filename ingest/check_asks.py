"""Asks every ask as a question, and looks for it among all texts but itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.findings import Finding, Kind
from ingest.shelf import Found, Shelf
from knowledge.embedding_model import Vector
from knowledge.texts import SearchText
from knowledge.vocabulary import Language

_TOP = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask, and what it finds when its own text is left out."""

    text: SearchText
    found: Found


@dataclass(frozen=True, slots=True)
class Figures:
    """The share of asks whose first hit is right, and whose own service is in the top three."""

    asks: int
    first: float
    among: float


def leave_one_out(asks: Sequence[SearchText], questions: Mapping[str, Vector], shelf: Shelf) -> list[Asked]:
    """What each ask finds when the product searches without it; `questions` are the asks' vectors by their words."""
    return [Asked(ask, shelf.without(ask, questions[ask.searched])) for ask in asks]


def check_asks(asked: Sequence[Asked], neighbours: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Asks that find a service first that is neither their own nor related to it."""
    for one in asked:
        own = one.text.owner_id
        for first in one.found.services[:1]:
            if first != own and first not in neighbours[own]:
                yield Finding(Kind.CROSSED, own, f"{one.text.body!r} finds {first} first, by {one.found.by!r}")


def figures(asked: Sequence[Asked], equals: Mapping[str, set[str]]) -> dict[Language, Figures]:
    """How well the asks of each language find their service or one that is as good."""
    return {
        language: _figures([one for one in asked if one.text.language is language], equals) for language in Language
    }


def _figures(asked: Sequence[Asked], equals: Mapping[str, set[str]]) -> Figures:
    right = {own: {own, *others} for own, others in equals.items()}
    first = sum(not right[one.text.owner_id].isdisjoint(one.found.services[:1]) for one in asked)
    among = sum(one.text.owner_id in one.found.services[:_TOP] for one in asked)
    return Figures(len(asked), first / max(1, len(asked)), among / max(1, len(asked)))
