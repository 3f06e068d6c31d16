"""Cuts a message where a sentence or a point begins a need of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.kinship import Kinds, are_different
from bot.listing import announces
from bot.needing import likely
from bot.pieces import Opening, Piece, joined, units_of
from bot.sensing import Heard, Sense
from knowledge.vocabulary import Language

# From here on the form of a unit says that it begins a need, or may do so where its meaning agrees.
_SURELY, _PERHAPS, _POINT = 0.6, 0.4, 0.25
# So much for a question after a need, and for what names the same kind of support again.
_ASKED, _ANOTHER = 0.75, 0.8
_GOES_ON = 0.35


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring pieces: a need with what goes with it, or something told beside it."""

    pieces: tuple[Piece, ...]
    needs: bool

    @property
    def text(self) -> str:
        """Its words as they were written."""
        return joined(self.pieces)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a point, how likely it begins a need, and the kinds of support that it names."""

    pieces: tuple[Piece, ...]
    chance: float
    kinds: Kinds

    @property
    def text(self) -> str:
        return joined(self.pieces)

    @property
    def is_outright(self) -> bool:
        """Whether it says that it needs, or asks for, something whose kind it names."""
        return bool(self.kinds) and any(piece.needs or piece.in_question for piece in self.pieces)

    @property
    def may_begin(self) -> bool:
        """Whether a need may begin with it."""
        return self.is_outright or self.chance >= (_POINT if self.is_point else _PERHAPS)

    @property
    def is_point(self) -> bool:
        return self.pieces[0].opening is Opening.ITEM


@dataclass(frozen=True, slots=True)
class _Begun:
    """A section as far as it goes, and the unit that it began with."""

    unit: _Unit
    pieces: tuple[Piece, ...]
    needs: bool


def sections(
    pieces: Sequence[Piece], names: Callable[[str], Kinds], language: Language, sense: Sense
) -> tuple[Section, ...]:
    """The needs of a message and what is told beside them, in the order said; nothing where no second need begins."""
    units = _units(pieces, names, language)
    if sum(unit.may_begin for unit in units) <= 1:
        return ()
    found: list[_Begun] = []
    for unit in units:
        again = _again(unit, found)
        begins = again is None and _begins(unit, [one.unit for one in found if one.needs], sense)
        place = again if again is not None or begins else _before(unit, found)
        if place is None:
            # What leads up to a need in its own sentence belongs to it.
            lead = found.pop().pieces if begins and found and not found[-1].needs and _is_with(unit, found[-1]) else ()
            found.append(_Begun(unit, (*lead, *unit.pieces), begins))
        else:
            found[place] = replace(found[place], pieces=(*found[place].pieces, *unit.pieces))
    told = tuple(Section(one.pieces, one.needs) for one in found)
    return told if sum(section.needs for section in told) > 1 else ()


def _again(unit: _Unit, found: Sequence[_Begun]) -> int | None:
    """Which need a unit names once more."""
    return next((place for place, one in enumerate(found) if one.needs and _repeats(unit, one.unit)), None)


def _before(unit: _Unit, found: Sequence[_Begun]) -> int | None:
    """Which need a unit that begins none goes on with."""
    same = next((place for place, one in enumerate(found) if one.needs and _is_with(unit, one)), None)
    goes_on = bool(found) and found[-1].needs and (unit.is_point or unit.chance >= _GOES_ON)
    return len(found) - 1 if same is None and goes_on else same


def _is_with(unit: _Unit, before: _Begun) -> bool:
    """Whether a unit stands in the sentence before it, and is no point of a list."""
    return unit.pieces[0].sentence == before.pieces[-1].sentence and not unit.is_point


def _begins(unit: _Unit, others: Sequence[_Unit], sense: Sense) -> bool:
    """Whether a unit begins a need of its own beside those that have begun."""
    if announces(unit.text) or any(_tells_more(unit, other) for other in others[-1:]):
        return False
    if unit.is_outright or (unit.is_point and unit.may_begin):
        return True
    if others and unit.pieces[0].in_question:
        # A question after a need mostly asks for that need.
        return unit.chance >= _ASKED
    return unit.chance >= _SURELY or (unit.chance >= _PERHAPS and _is_clear(sense(unit.text)))


def _repeats(unit: _Unit, other: _Unit) -> bool:
    """Whether a unit names a kind of support again, most likely for the same need."""
    return not unit.is_point and unit.chance < _ANOTHER and bool(unit.kinds & other.kinds)


def _tells_more(unit: _Unit, last: _Unit) -> bool:
    """Whether a unit is a point under the need that leads the list, or goes with what was asked outright."""
    if unit.is_point:
        return last.is_outright and not last.is_point and last.pieces[0].sentence == unit.pieces[0].sentence
    return unit.is_outright and bool(last.kinds) and not are_different(unit.kinds, last.kinds)


def _is_clear(heard: Heard) -> bool:
    return heard.alone or heard.missing


def _units(pieces: Sequence[Piece], names: Callable[[str], Kinds], language: Language) -> list[_Unit]:
    found: list[_Unit] = []
    before: Sequence[Piece] = ()
    for unit in units_of(pieces):
        kinds = Kinds().union(*(names(piece.meant) for piece in unit))
        found.append(_Unit(tuple(unit), likely(unit, before, bool(kinds), language), kinds))
        before = unit
    return found
