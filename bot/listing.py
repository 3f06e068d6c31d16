"""Finds the needs that a writer has listed, whatever their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.kinship import Kinds, are_different
from bot.pieces import Opening, Piece, asks_for_whom

_PARALLEL = 3
_FEW_WORDS = 4
_NUMBERS = {"två": 2, "two": 2, "2": 2, "tre": 3, "three": 3, "3": 3, "fyra": 4, "four": 4, "4": 4}
_ANNOUNCES = re.compile(
    r"\b(?P<things>två|tre|fyra|two|three|four|[234])\s+(?:olika\s+|separate\s+|different\s+)?"
    r"(?:saker|frågor|behov|ärenden|ting|punkter|things|questions|qs|needs|asks|items|topics)\b"
    r"|\b(?:vilka|which)\s+(?P<which>två|tre|fyra|two|three|four)\b",
    re.IGNORECASE,
)


def listed(pieces: Sequence[Piece], kinds: Sequence[Kinds]) -> frozenset[int]:
    """Which pieces the writer's own list makes a need each; none where nothing is listed."""
    if any(piece.opening is Opening.ITEM for piece in pieces):
        return frozenset(_points(pieces, kinds))
    found = (_as_many(pieces), _for_whom(pieces), _nouns(pieces, kinds))
    return frozenset(next((places for places in found if places), set()))


def announces(text: str) -> bool:
    """Whether a text only says how many needs there are."""
    return bool(_ANNOUNCES.search(text))


def _points(pieces: Sequence[Piece], kinds: Sequence[Kinds]) -> set[int]:
    """The points of a list, unless they tell more about a need that was named before them."""
    points = [place for place, piece in enumerate(pieces) if piece.opening is Opening.ITEM]
    named = {place: Kinds().union(*kinds[place:end]) for place, end in pairwise([*points, len(pieces)])}
    if len(points) > 1 and not any(named.values()):
        return set()
    before = [place for place in range(points[0]) if pieces[place].sentence == pieces[points[0]].sentence]
    if any(kinds[place] and pieces[place].needs for place in before):
        return set()
    tied = {place for place in points if pieces[place].states or pieces[place].goes_on}
    return {place for place in points if named[place] or place not in tied}


def _as_many(pieces: Sequence[Piece]) -> set[int]:
    """The pieces of the first sentence that has as many as were announced."""
    for place, piece in enumerate(pieces):
        if match := _ANNOUNCES.search(piece.text):
            others = [*range(place + 1, len(pieces)), *range(place)]
            number = _NUMBERS[(match["things"] or match["which"]).lower()]
            asked = {pieces[other].sentence: other for other in reversed(others) if pieces[other].in_question}
            if len(asked) == number:
                return set(asked.values())
            sizes = Counter(pieces[other].sentence for other in others)
            sentence = next((one for one, size in sizes.items() if size == number), None)
            return {other for other in others if pieces[other].sentence == sentence}
    return set()


def _for_whom(pieces: Sequence[Piece]) -> set[int]:
    """The questions of a sentence that asks for somebody three times: who knows, who covers, who ships."""
    asking = [place for place, piece in enumerate(pieces) if asks_for_whom(piece.text)]
    sizes = Counter(pieces[place].sentence for place in asking)
    return {place for place in asking if sizes[pieces[place].sentence] >= _PARALLEL}


def _nouns(pieces: Sequence[Piece], kinds: Sequence[Kinds]) -> set[int]:
    """The pieces of a sentence that lists things, two of which are surely different."""
    for sentence in {piece.sentence for piece in pieces}:
        here = [place for place, piece in enumerate(pieces) if piece.sentence == sentence]
        known = [place for place in here if kinds[place] and not pieces[place].goes_on]
        others = {place for place in here[1:] if not kinds[place] and _could_be_listed(pieces[place])}
        if not (known and others) or any(pieces[place].states for place in here):
            continue
        if are_different(kinds[known[0]], kinds[known[-1]]):
            return others.union(known)
    return set()


def _could_be_listed(piece: Piece) -> bool:
    tied = piece.goes_on or piece.asks or not piece.meant
    return len(piece.text.split()) <= _FEW_WORDS and not tied and not piece.text[0].isdigit()
