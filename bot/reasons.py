"""Why a service fits a need, or does not, in words that a company can check."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.geography import in_region, serves
from bot.models import Met, Need, Reason
from bot.wordings import MONEY
from knowledge.labels import label
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Currency, Language, Place

# Only to tell whether an amount is of the right size; no answer says it.
_ROUGHLY_SEK = {Currency.SEK: 1, Currency.EUR: 11, Currency.USD: 10}
# A little less than the least may do, and of a large round one may give a part.
_NEARLY, _SHARES = 0.8, 4


def fits(need: Need, service: Service) -> list[Reason]:
    """What a company can check: that kind, place, branch and stage are as it said."""
    shared = [kind for kind in service.kinds if kind in need.kinds]
    reasons = [_reason("Erbjuder", "Offers", shared or service.kinds[:2], _when(bool(shared) or not need.kinds))]
    if need.place and service.places:
        reasons.append(_where(need.place, service))
    if need.sectors and service.sectors:
        fits = _when(bool(set(service.sectors) & set(need.sectors)))
        reasons.append(_reason("Riktar sig till", "Is meant for", service.sectors, fits))
    if need.stage and service.stages:
        fits = _when(need.stage in service.stages)
        reasons.append(_reason("Passar i skedet", "Suits the stage", service.stages, fits))
    return [*reasons, *([of_size] if (of_size := amount(need, service)) else [])]


def amount(need: Need, service: Service) -> Reason | None:
    """Whether a service gives money of the size that is asked for; nothing where either is not known."""
    funding = service.funding
    if not need.amount_sek or not funding or not set(MONEY) & set(need.kinds):
        return None
    sek = _ROUGHLY_SEK[funding.currency]
    if funding.min and need.amount_sek < funding.min * sek * _NEARLY:
        return _size("Ger minst", "Gives at least", funding.min, funding.currency, Met.NOT_MET)
    if funding.max and need.amount_sek > funding.max * sek * _SHARES:
        return _size("Ger högst", "Gives at most", funding.max, funding.currency, Met.NOT_MET)
    return None


def _size(sv: str, en: str, figure: int, currency: Currency, status: Met) -> Reason:
    money = f"{figure:,} {currency}".replace(",", "\u00a0")
    return Reason(Bilingual(f"{sv} {money}", f"{en} {money}"), status)


def _where(wanted: Place, service: Service) -> Reason:
    """Whether a service is where it was asked for; elsewhere in the region is near enough to go to."""
    if any(serves(place, wanted) for place in service.places):
        return _reason("Finns i", "Is in", service.places, Met.MET)
    near = in_region(wanted) and any(in_region(place) for place in service.places)
    return (
        _reason("Finns i regionen", "Is in the region", service.places, Met.MET)
        if near
        else _reason("Finns i", "Is in", service.places, Met.NOT_MET)
    )


def _when(fits: bool) -> Met:
    return Met.MET if fits else Met.NOT_MET


def _reason(sv: str, en: str, members: Iterable[StrEnum], status: Met) -> Reason:
    labels = [label(member) for member in members]
    swedish, english = (", ".join(one.in_(language) for one in labels) for language in Language)
    return Reason(Bilingual(f"{sv}: {swedish}", f"{en}: {english}"), status)
