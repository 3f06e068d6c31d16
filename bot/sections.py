"""Cuts a message where a sentence or a point begins a need of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.contexts import Context
from bot.kinship import Kinds, are_different
from bot.listing import announces
from bot.needing import Told, Unit, likely
from bot.pieces import Piece, joined, units_of
from knowledge.vocabulary import Language

# Below this, what follows a need does not go on with it.
_GOES_ON = 0.35
# So much less must speak for a need that is asked for outright.
_LESS = 0.6


Read = Callable[[Sequence[str]], Sequence[Context | None]]
"""What each of some sentences of a message, in their order, means within it."""


def unread(parts: Sequence[str]) -> list[None]:
    """No reading: only words and form count."""
    return [None for _ in parts]


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
class _Begun:
    """A section as far as it goes, and the unit that it began with."""

    unit: Unit
    pieces: tuple[Piece, ...]
    needs: bool


def sections(
    pieces: Sequence[Piece], names: Callable[[str], Kinds], language: Language, read: Read, likely_enough: float
) -> tuple[Section, ...]:
    """The needs of a message and what is told beside them, in the order said; nothing where no second need begins.

    `read` tells what its sentences mean within it.
    """
    units = _units(pieces, names, read)
    found: list[_Begun] = []
    for last, unit in zip([None, *units], units, strict=False):
        begun = tuple(one.unit for one in found if one.needs)
        chance = likely(unit, Told(language, len(units), last, begun))
        enough = likely_enough * (_LESS if _is_outright(unit, begun) else 1)
        told_more = unit.is_point and any(_leads(one, [unit]) for one in begun)
        only_leads = announces(unit.text) or _introduces(unit, units)
        begins = _leads(unit, units) or (chance >= enough and not told_more and not only_leads)
        place = None if begins else _before(unit, chance, found)
        if place is None:
            # What leads up to a need in its own sentence belongs to it.
            lead = found.pop().pieces if begins and found and not found[-1].needs and _is_with(unit, found[-1]) else ()
            found.append(_Begun(unit, (*lead, *unit.pieces), begins))
        else:
            found[place] = replace(found[place], pieces=(*found[place].pieces, *unit.pieces))
    told = tuple(Section(one.pieces, one.needs) for one in found)
    return told if sum(section.needs for section in told) > 1 else ()


def _is_outright(unit: Unit, begun: Sequence[Unit]) -> bool:
    """Whether a unit asks for or needs something whose kind it names, and no need before is of that kind."""
    says_so = any(piece.needs or piece.in_question for piece in unit.pieces)
    return says_so and bool(unit.kinds) and all(are_different(unit.kinds, one.kinds) for one in begun if one.kinds)


def _leads(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether a unit names a need whose points follow in its sentence."""
    named = bool(unit.kinds) and any(piece.needs for piece in unit.pieces)
    return named and _has_points(unit, units)


def _introduces(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether a unit names no need, and only says that points follow: looking for."""
    return not unit.kinds and unit.text.endswith(":") and _has_points(unit, units)


def _has_points(unit: Unit, units: Sequence[Unit]) -> bool:
    sentence = unit.pieces[0].sentence
    return not unit.is_point and any(one.is_point and one.pieces[0].sentence == sentence for one in units)


def _units(pieces: Sequence[Piece], names: Callable[[str], Kinds], read: Read) -> list[Unit]:
    """The units of a message; nothing where it has but one."""
    found = [Unit(tuple(unit), Kinds().union(*(names(piece.meant) for piece in unit))) for unit in units_of(pieces)]
    if len(found) <= 1:
        return []
    read_in = read([unit.text for unit in found])
    return [replace(unit, context=context) for unit, context in zip(found, read_in, strict=True)]


def _before(unit: Unit, chance: float, found: Sequence[_Begun]) -> int | None:
    """Which need a unit that begins none goes on with: one that names the same, or the last."""
    for place, one in enumerate(found):
        if one.needs and (unit.kinds & one.unit.kinds or _is_with(unit, one)):
            return place
    goes_on = bool(found) and found[-1].needs and (unit.is_point or chance >= _GOES_ON)
    return len(found) - 1 if goes_on else None


def _is_with(unit: Unit, before: _Begun) -> bool:
    """Whether a unit stands in the sentence before it, and is no point of a list."""
    return unit.pieces[0].sentence == before.pieces[-1].sentence and not unit.is_point
