"""Tells which kind of support a sentence speaks of where no word of the vocabulary names one: by what lies nearest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.follow_words import KNOWN
from bot.kinship import Kinds
from bot.mentions import fold
from bot.missing import is_surely_missing
from bot.models import Evidence
from bot.pieces import Opening, Piece, joined, units_of
from knowledge.catalogue import Catalogue
from knowledge.lexicon import words
from knowledge.vocabulary import SupportKind


class Heard(NamedTuple):
    """The kinds of support that words speak of, or that they clearly speak of what no service gives.

    `alone` is whether their meaning told this, without anything else that was said.
    """

    kinds: Kinds = Kinds()
    missing: bool = False
    alone: bool = False


Sense = Callable[[str], Heard]

_MOST = 4
_TELLING = 3
_SERVICES = 5
# How like what services answer a sentence must be, and by how much more than like all else.
_ANSWERABLE = 0.35
_CLEARLY = 0.1
# A kind's share among the nearest services.
_SHARE = 0.3
_STEEP = 4
_FEW = 2
_POINTS = re.compile(
    r"\b(?:hur|vem|var|vart)\b(?:\s+\w+){0,4}\s+(?:det|detta|sådant|sånt|dem|dom)\b"
    r"|\b(?:how|who|where)\b(?:\s+\w+){0,4}\s+(?:that|this|it|some|those|them)\b",
    re.IGNORECASE,
)


def nothing(_: str) -> Heard:
    """No sense: only what words name counts."""
    return Heard()


def sparing(sense: Sense, most: int) -> Sense:
    """The same sense, which hears a text once and only so many texts."""
    found: dict[str, Heard] = {}

    def hear(text: str) -> Heard:
        if text not in found:
            found[text] = sense(text) if len(found) < most else Heard()
        return found[text]

    return hear


def spoken_of(evidence: Evidence, catalogue: Catalogue) -> Heard:
    """The kinds of the services nearest to a sentence, if it clearly speaks of what services answer."""
    # Where nothing was looked for, likeness has nothing to be weighed against.
    if not evidence.services:
        return Heard()
    if is_surely_missing(evidence):
        return Heard(missing=True, alone=True)
    others = max((one.similarity for why, one in evidence.likeness.items() if why != "answered"), default=0.0)
    if evidence.answerable < max(_ANSWERABLE, others + _CLEARLY):
        return Heard()
    return Heard(_kinds_near(evidence, catalogue), alone=True)


def _kinds_near(evidence: Evidence, catalogue: Catalogue) -> Kinds:
    near = [hit for hit in evidence.services if hit.id in catalogue.services][:_SERVICES]
    worth: dict[SupportKind, float] = {}
    for hit in near:
        kind = catalogue.services[hit.id].kinds[0]
        worth[kind] = worth.get(kind, 0.0) + (hit.score / near[0].score) ** _STEEP
    return Kinds(kind for kind, own in worth.items() if own >= _SHARE * sum(worth.values()))


def sensed(pieces: Sequence[Piece], kinds: Sequence[Kinds], sense: Sense) -> list[Heard]:
    """What each piece speaks of; of a sentence or point that wishes something and names no kind it is sensed."""
    found = [Heard(own) for own in kinds]
    units = [unit for unit in _units(pieces) if _wishes([pieces[place] for place in unit])]
    if len(units) < _FEW:
        return found
    silent = [unit for unit in units if not any(kinds[place] for place in unit)]
    texts = [(unit, joined([pieces[place] for place in unit])) for unit in silent]
    enough = [(unit, text) for unit, text in texts if pieces[unit[0]].opening is Opening.ITEM or _says_enough(text)]
    for unit, text in enough[:_MOST]:
        meant = next((place for place in unit if pieces[place].wishes), unit[0])
        pointed_at = _pointed_at(text, [one.kinds for one in found[: unit[0]]])
        found[meant] = Heard(pointed_at) if pointed_at else sense(text)
    return found


def _says_enough(text: str) -> bool:
    """Whether a text has some words that could tell a need: "who can help us with that?" has none."""
    return bool(_POINTS.search(text)) or len({fold(word) for word in words(text)} - KNOWN) >= _TELLING


def _pointed_at(text: str, before: Sequence[Kinds]) -> Kinds:
    """What "how is that decided?" is about: what was named last."""
    return next((kinds for kinds in reversed(before) if kinds), Kinds()) if _POINTS.search(text) else Kinds()


def _units(pieces: Sequence[Piece]) -> list[list[int]]:
    """The places of the pieces of each sentence or point, and of each further wish in it."""
    places = iter(range(len(pieces)))
    return [[next(places) for _ in unit] for unit in units_of(pieces)]


def _wishes(pieces: Sequence[Piece]) -> bool:
    return pieces[0].opening is Opening.ITEM or any(
        piece.wishes or piece.in_question or piece.troubles for piece in pieces
    )
