"""Compares a service's conditions with what a company has said: met, not met or unknown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Met, Need, Reason
from knowledge.models import Rule, Service
from knowledge.vocabulary import CompanyFact, Operator, Place, within


def conditions(need: Need, service: Service) -> list[Reason]:
    """Every rule of a service, with whether the need meets it."""
    return [Reason(rule.text, met(rule, need)) for rule in service.eligibility.rules]


def met(rule: Rule, need: Need) -> Met:
    """Whether a rule holds; what the company has not said is unknown."""
    said = _said(rule.field, need)
    if not said:
        return Met.UNKNOWN
    return Met.MET if _holds(rule, said) else Met.NOT_MET


def _said(field: CompanyFact, need: Need) -> Sequence[str | int]:
    facts: dict[CompanyFact, Sequence[str | int | None]] = {
        CompanyFact.PLACE: [need.place],
        CompanyFact.STAGE: [need.stage],
        CompanyFact.SECTOR: need.sectors,
        CompanyFact.AUDIENCE: need.audience,
        CompanyFact.TRL: [need.trl],
        CompanyFact.AMOUNT_SEK: [need.amount_sek],
        CompanyFact.EMPLOYEES: [need.employees],
        CompanyFact.AGE_YEARS: [need.age_years],
        CompanyFact.TURNOVER_MSEK: [need.turnover_msek],
        CompanyFact.LEGAL_FORM: [need.legal_form],
        CompanyFact.COUNTRY: [need.country],
        CompanyFact.DEVICE_CLASS: [need.device_class],
    }
    return [value for value in facts.get(field, ()) if value is not None]


def _holds(rule: Rule, said: Sequence[str | int]) -> bool:
    match rule.operator:
        case Operator.AT_LEAST:
            return all(int(value) >= int(str(rule.value)) for value in said)
        case Operator.AT_MOST:
            return all(int(value) <= int(str(rule.value)) for value in said)
        case Operator.NOT_IN:
            return not any(_among(rule, value) for value in said)
        case _:
            return any(_among(rule, value) for value in said)


def _among(rule: Rule, said: str | int) -> bool:
    wanted = rule.value if isinstance(rule.value, tuple) else (str(rule.value),)
    if rule.field is CompanyFact.PLACE:
        return any(within(Place(str(said)), Place(area)) for area in wanted)
    return said in wanted
