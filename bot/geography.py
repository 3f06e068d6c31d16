"""What is near enough to be sent to."""

from __future__ import annotations

from functools import cache

from bot.models import Need
from knowledge.vocabulary import Place, within

_HERE = (Place.STOCKHOLM_COUNTY, Place.UPPSALA_COUNTY)


def is_outside(need: Need) -> bool:
    """Whether a need names a place that the catalogue is not made for."""
    return need.place is not None and not in_region(need.place)


def around(need: Need) -> tuple[Place, ...]:
    """The region, and wherever else the company has named."""
    return _HERE if need.place is None or in_region(need.place) else (need.place,)


@cache
def in_region(place: Place) -> bool:
    """Whether a place is in the region that the catalogue is made for."""
    return any(serves(place, here) for here in _HERE)


@cache
def serves(place: Place, wanted: Place) -> bool:
    """Whether one place holds the other."""
    return within(place, wanted) or within(wanted, place)
