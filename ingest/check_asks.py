"""Asks every ask as a question, and looks for it among all texts but itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.findings import Finding, Kind
from knowledge.embedding_model import Vector
from knowledge.index import ExactIndex
from knowledge.texts import Owner, SearchText
from knowledge.vocabulary import Language

_TOP = 3
_NEAR = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask, and the services that it finds when its own text is left out, nearest first."""

    text: SearchText
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The share of asks whose first hit is right, and whose own service is in the top three."""

    asks: int
    first: float
    among: float


def leave_one_out(asks: Sequence[SearchText], questions: Mapping[str, Vector], index: ExactIndex) -> list[Asked]:
    """What each ask finds; `questions` are the asks' vectors by their words."""
    return [Asked(ask, _found(ask, questions[ask.searched], index)) for ask in asks]


def _found(ask: SearchText, question: Vector, index: ExactIndex) -> tuple[str, ...]:
    near = index.nearest(Owner.SERVICE, question, _NEAR).ids
    services = dict.fromkeys(text_id.split(":")[1] for text_id in near if text_id != ask.id)
    return tuple(services)[:_TOP]


def check_asks(asked: Sequence[Asked], neighbours: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Asks that find a service first that is neither their own nor related to it."""
    for one in asked:
        own = one.text.owner_id
        for first in one.found[:1]:
            if first != own and first not in neighbours[own]:
                yield Finding(Kind.CROSSED, own, f"{one.text.body!r} finds {first} first")


def figures(asked: Sequence[Asked], equals: Mapping[str, set[str]]) -> dict[Language, Figures]:
    """How well the asks of each language find their service or one that is as good."""
    return {
        language: _figures([one for one in asked if one.text.language is language], equals) for language in Language
    }


def _figures(asked: Sequence[Asked], equals: Mapping[str, set[str]]) -> Figures:
    right = {own: {own, *others} for own, others in equals.items()}
    first = sum(not right[one.text.owner_id].isdisjoint(one.found[:1]) for one in asked)
    among = sum(one.text.owner_id in one.found for one in asked)
    return Figures(len(asked), first / max(1, len(asked)), among / max(1, len(asked)))
