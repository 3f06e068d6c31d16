"""Checks that a rule's value and operator are of the sort that its field compares."""

from __future__ import annotations

import re

from knowledge.models import Rule
from knowledge.vocabulary import Audience, CompanyFact, Operator, Place, Sector, Stage

_WORDS: dict[CompanyFact, frozenset[str]] = {
    CompanyFact.PLACE: frozenset(Place),
    CompanyFact.STAGE: frozenset(Stage),
    CompanyFact.SECTOR: frozenset(Sector),
    CompanyFact.AUDIENCE: frozenset(Audience),
    CompanyFact.DEVICE_CLASS: frozenset({"I", "IIa", "IIb", "III", "A", "B", "C", "D"}),
    CompanyFact.LEGAL_FORM: frozenset({"aktiebolag", "any"}),
}
_LISTS = {Operator.IN, Operator.NOT_IN}
_BOUNDS = {Operator.AT_LEAST, Operator.AT_MOST}


def misfit(rule: Rule) -> str | None:
    """What to mend in a rule, or nothing when it fits its field."""
    if rule.field is CompanyFact.OTHER:
        fits = rule.operator is Operator.IS and isinstance(rule.value, str)
        return None if fits else "other: write `is` and a word of its own"
    if rule.field in _WORDS or rule.field is CompanyFact.COUNTRY:
        return _list_misfit(rule)
    fits = rule.operator in _BOUNDS and isinstance(rule.value, int)
    return None if fits else f"{rule.field}: write a number with at_least or at_most"


def _list_misfit(rule: Rule) -> str | None:
    if rule.operator not in _LISTS or not isinstance(rule.value, tuple):
        return f"{rule.field}: write a list with in or not_in"
    unknown = [value for value in rule.value if not _is_known(rule.field, value)]
    return f"{rule.field}: {', '.join(unknown)} is not among its words" if unknown else None


def _is_known(field: CompanyFact, value: str) -> bool:
    if field is CompanyFact.COUNTRY:
        return re.fullmatch("[A-Z]{2}", value) is not None
    return value in _WORDS[field]
