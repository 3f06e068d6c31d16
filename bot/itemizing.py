"""Finds the points of a list that nothing but a colon, commas or semicolons set off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from bot.kinship import are_different
from bot.pieces import Opening, Piece, joined
from bot.sensing import Heard, Sense

_FEWEST = 2
_PARALLEL = 3
_MOST = 8
_HAS = re.compile(r"(?:är|har|hade|fick|is|are|am|has|have|had|got|was|were)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Point:
    """Pieces that may be a point of a list, and what they speak of."""

    pieces: tuple[Piece, ...]
    heard: Heard

    @property
    def as_piece(self) -> Piece:
        return replace(self.pieces[0], text=joined(self.pieces), opening=Opening.ITEM)

    def differs(self, other: _Point) -> bool:
        """Whether both are surely needs of their own."""
        one, another = self.heard, other.heard
        if one.missing or another.missing:
            return bool((one.missing and another.kinds) or (another.missing and one.kinds))
        return are_different(one.kinds, another.kinds)


def itemized(pieces: Sequence[Piece], sense: Sense) -> list[Piece]:
    """The pieces, with the points of such lists as one piece each that opens as a point does."""
    found: list[Piece] = []
    for _, sentence in groupby(pieces, lambda piece: piece.sentence):
        found += _itemized(list(sentence), sense)
    return found


def _itemized(sentence: list[Piece], sense: Sense) -> list[Piece]:
    start = max((place for place, piece in enumerate(sentence) if piece.opening is Opening.LEAD), default=0)
    if any(piece.opening is Opening.ITEM for piece in sentence) or not _begins_a_list(sentence, start):
        return sentence
    sign = _sign(sentence[start:])
    rough = _cut(sentence[start:], sign)
    if any(_HAS.match(pieces[0].text) for pieces in rough[1:]):
        return sentence
    loose = sign == "," and not start
    if not _FEWEST <= len(rough) <= _MOST or (loose and len(sentence) < _PARALLEL):
        return sentence
    points = _points(rough, sense) if sign == "," else [_point(pieces, sense) for pieces in rough]
    if (loose and len(points) < _PARALLEL) or not any(one.differs(other) for one, other in combinations(points, 2)):
        return sentence
    return [*sentence[:start], *(point.as_piece for point in points)]


def _begins_a_list(sentence: Sequence[Piece], start: int) -> bool:
    """Whether what is listed can be needs: after a colon, or after words for needing."""
    lead = sentence[:start]
    if start:
        return not any(piece.states for piece in lead[-1:])
    return sentence[0].needs and not sentence[0].asks


def _sign(pieces: Sequence[Piece]) -> str:
    """What sets the points off: semicolons, or else line ends, or else commas."""
    return next((sign for sign in ";\n" if any(sign in piece.between for piece in pieces[1:])), ",")


def _cut(pieces: Sequence[Piece], sign: str) -> list[list[Piece]]:
    """The pieces in groups as the sign sets them off."""
    cut: list[list[Piece]] = []
    for piece in pieces:
        opens = sign in piece.between or (sign == "," and piece.opening is Opening.PLUS)
        if not cut or (opens and not piece.goes_on):
            cut.append([piece])
        else:
            cut[-1].append(piece)
    return cut


def _points(rough: Iterable[Sequence[Piece]], sense: Sense) -> list[_Point]:
    """The points; what speaks of nothing goes with the point before it."""
    points: list[_Point] = []
    for pieces in rough:
        for point in _halves(pieces, sense):
            if points and not (point.heard.kinds or point.heard.missing):
                whole = (*points[-1].pieces, *point.pieces)
                points[-1] = replace(points[-1], pieces=whole)
            else:
                points.append(point)
    return points


def _halves(pieces: Sequence[Piece], sense: Sense) -> list[_Point]:
    """What stands between two commas, cut once more where "and" joins two needs."""
    for place in range(1, len(pieces)):
        halves = [_point(pieces[:place], sense), _point(pieces[place:], sense)]
        if halves[0].differs(halves[1]):
            return halves
    return [_point(pieces, sense)]


def _point(pieces: Sequence[Piece], sense: Sense) -> _Point:
    return _Point(tuple(pieces), sense(joined(pieces)))
