"""Tells which kind of support a sentence speaks of where no word of the vocabulary names one: by what lies nearest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.follow_words import KNOWN
from bot.kinship import Kinds
from bot.mentions import fold
from bot.models import Evidence
from bot.pieces import Opening, Piece
from knowledge.catalogue import Catalogue
from knowledge.lexicon import words
from knowledge.vocabulary import SupportKind

Sense = Callable[[str], Kinds]

_MOST = 3
_TELLING = 3
_SERVICES = 5
# How like what services answer a sentence must be, and by how much more than like all else.
_ANSWERABLE = 0.35
_CLEARLY = 0.1
# A kind's share among the nearest services.
_SHARE = 0.3
_STEEP = 4
_APART = {Opening.SENTENCE, Opening.ITEM}
_FEW = 2
_POINTS = re.compile(
    r"\b(?:hur|vem|var|vart)\b(?:\s+\w+){0,4}\s+(?:det|detta|sådant|sånt|dem|dom)\b"
    r"|\b(?:how|who|where)\b(?:\s+\w+){0,4}\s+(?:that|this|it|some|those|them)\b",
    re.IGNORECASE,
)


def nothing(_: str) -> Kinds:
    """No sense: only what words name counts."""
    return Kinds()


def spoken_of(evidence: Evidence, catalogue: Catalogue) -> Kinds:
    """The kinds of the services nearest to a sentence, if it clearly speaks of what services answer."""
    others = max((one.similarity for why, one in evidence.likeness.items() if why != "answered"), default=0.0)
    if evidence.answerable < max(_ANSWERABLE, others + _CLEARLY):
        return Kinds()
    near = [hit for hit in evidence.services if hit.id in catalogue.services][:_SERVICES]
    worth: dict[SupportKind, float] = {}
    for hit in near:
        kind = catalogue.services[hit.id].kinds[0]
        worth[kind] = worth.get(kind, 0.0) + (hit.score / near[0].score) ** _STEEP
    return Kinds(kind for kind, own in worth.items() if own >= _SHARE * sum(worth.values()))


def sensed(pieces: Sequence[Piece], kinds: Sequence[Kinds], sense: Sense) -> list[Kinds]:
    """The kinds of each piece; those of a sentence or point that wishes something and names none are sensed."""
    found = list(kinds)
    units = [unit for unit in _units(pieces) if _wishes([pieces[place] for place in unit])]
    if len(units) < _FEW:
        return found
    silent = [unit for unit in units if not any(kinds[place] for place in unit)]
    texts = [(unit, _text([pieces[place] for place in unit])) for unit in silent]
    for unit, text in [(unit, text) for unit, text in texts if _says_enough(text)][:_MOST]:
        meant = next((place for place in unit if pieces[place].wishes), unit[0])
        found[meant] = _pointed_at(text, found[: unit[0]]) or sense(text)
    return found


def _text(pieces: Sequence[Piece]) -> str:
    return pieces[0].text + "".join(f"{piece.between}{piece.text}" for piece in pieces[1:])


def _says_enough(text: str) -> bool:
    """Whether a text has some words that could tell a need: "who can help us with that?" has none."""
    return bool(_POINTS.search(text)) or len({fold(word) for word in words(text)} - KNOWN) >= _TELLING


def _pointed_at(text: str, before: Sequence[Kinds]) -> Kinds:
    """What "how is that decided?" is about: what was named last."""
    return next((kinds for kinds in reversed(before) if kinds), Kinds()) if _POINTS.search(text) else Kinds()


def _units(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The places of the pieces of each sentence or point, and of each further wish in it."""
    unit: list[int] = []
    for place, piece in enumerate(pieces):
        wished = any(pieces[other].wishes for other in unit)
        if unit and (piece.opening in _APART or (wished and (piece.asks or piece.needs))):
            yield unit
            unit = []
        unit.append(place)
    yield unit


def _wishes(pieces: Sequence[Piece]) -> bool:
    return pieces[0].opening is Opening.ITEM or any(piece.wishes or piece.in_question for piece in pieces)
