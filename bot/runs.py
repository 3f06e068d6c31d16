"""Runs of pieces that belong together, and what each names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.kinship import ADVICE, MONEY, Kinds, are_different, are_one
from bot.listing import listed
from bot.pieces import Opening, Piece, joined

Names = Callable[[str], Kinds]

_WITH = re.compile(r".*\b(?:med|som|där|inklusive|with|that|which|whose|including)\b", re.IGNORECASE | re.DOTALL)
_FOR = re.compile(r".*\b(?:för att|för|till|for|to)\b", re.IGNORECASE | re.DOTALL)
_PAYS = re.compile(r"\b(?:finansiering|pengar|medel|funding|money|financing)\b.*\b(?:för|till|for|to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that belong together, the kinds of support that they name, and whether they stand in a list of needs."""

    pieces: tuple[Piece, ...]
    kinds: Kinds
    listed: bool = False

    @property
    def first(self) -> Piece:
        """The piece that it begins with."""
        return self.pieces[0]

    @property
    def text(self) -> str:
        """Its words as they were written."""
        return joined(self.pieces)

    @property
    def wishes(self) -> bool:
        """Whether anything in it asks, needs or wants something."""
        return any(piece.wishes for piece in self.pieces)

    @property
    def insists(self) -> bool:
        """Whether something is asked outright and not only wished."""
        return self.first.in_question or self.first.adds or any(piece.needs for piece in self.pieces)


def runs_of(pieces: Sequence[Piece], names: Names) -> list[Run]:
    """The pieces put together, as far as they speak of one thing."""
    kinds = [names(piece.meant) for piece in pieces]
    points = listed(pieces, kinds)
    runs = [Run(tuple(pieces[:1]), kinds[0], 0 in points)]
    for place, piece in enumerate(pieces[1:], 1):
        last = runs[-1]
        if place in points:
            runs.append(Run((piece,), kinds[place], listed=True))
        elif _opens(piece, kinds[place], last, names):
            # "Our trial: who runs it": the question is about what stands before the colon.
            inherited = piece.opening is Opening.LEAD and not kinds[place]
            runs.append(Run((piece,), last.kinds if inherited else kinds[place]))
        else:
            runs[-1] = replace(last, pieces=(*last.pieces, piece), kinds=last.kinds | kinds[place])
    return runs


def _opens(piece: Piece, kinds: Kinds, last: Run, names: Names) -> bool:
    """Whether a piece begins something new rather than going on with the last."""
    if last.listed and (piece.opening is Opening.LEAD or (piece.opening is Opening.SENTENCE and not last.kinds)):
        return False
    if piece.opening in {Opening.LEAD, Opening.SENTENCE} or (piece.opening is Opening.PLUS and piece.needs):
        return True
    if last.listed and not last.kinds:
        return bool(kinds) and piece.opening is not Opening.WORD
    if piece.opening is Opening.ITEM or piece.states or piece.goes_on or not are_different(last.kinds, kinds):
        return False
    return piece.opening is Opening.PLUS or piece.wishes or not any(_holds_on(one, names) for one in last.pieces)


def _holds_on(piece: Piece, names: Names) -> bool:
    """Whether what follows may belong to what the piece names: an incubator with coaches and investors."""
    kinds = names(piece.meant)
    if not kinds:
        return False
    if piece.states or piece.goes_on or _PAYS.search(piece.text) or not are_one(kinds):
        return True
    with_, for_ = (match and names(match[0]) for match in (_WITH.match(piece.text), _FOR.match(piece.text)))
    return bool(with_) or bool(for_ and for_ & (MONEY | ADVICE))
