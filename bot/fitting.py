"""How much each fact of a need speaks for a service or against it; added to what search gave it."""

from __future__ import annotations

from bot.geography import around, serves
from bot.models import Need
from bot.wordings import MONEY
from knowledge.models import Service
from knowledge.vocabulary import NEIGHBOURS, Audience, SupportKind, within

_UNWANTED = -0.5
# Another kind of support may do what is asked for; nothing else than money is money.
_OTHER_KIND, _NO_MONEY = -0.15, -0.35
# What is in another part of the country serves that part alone; a facility for research is travelled to.
_ELSEWHERE, _FAR = -0.5, -0.25


def kind(need: Need, service: Service) -> float:
    """Whether it gives the kind of support that is asked for; money that is not wanted is worth less than nothing."""
    if service.kinds[0] in need.unwanted:
        return _UNWANTED
    if not need.kinds:
        return 0.0
    if service.kinds[0] in need.kinds:
        return 0.15
    if set(service.kinds) & set(need.kinds):
        return 0.08
    return _NO_MONEY if set(need.kinds) <= set(MONEY) else _OTHER_KIND


def sector(need: Need, service: Service) -> float:
    """Whether it is meant for the branch."""
    if not need.sectors or not service.sectors:
        return 0.0
    return 0.05 if set(service.sectors) & set(need.sectors) else -0.08


def stage(need: Need, service: Service) -> float:
    """Whether it suits the stage."""
    if need.stage is None or not service.stages:
        return 0.0
    return 0.03 if need.stage in service.stages else -0.05


def audience(need: Need, service: Service) -> float:
    """Whether it is open to who asks."""
    asking = set(need.audience) or {Audience.COMPANY, Audience.FOUNDER}
    return 0.0 if asking & set(service.audience) else -0.3


def place(need: Need, service: Service) -> float:
    """Whether it is where it is asked for, or near."""
    if not service.places:
        return 0.0
    if not any(serves(place, here) for place in service.places for here in around(need)):
        return _FAR if service.kinds[0] is SupportKind.RESEARCH_INFRASTRUCTURE else _ELSEWHERE
    if need.place is None:
        return 0.0
    if any(within(place, area) for place in service.places for area in (need.place, *NEIGHBOURS.get(need.place, ()))):
        return 0.08
    return 0.0 if any(serves(place, need.place) for place in service.places) else -0.15
