from __future__ import annotations

import pytest

from ingest.check_rule import misfit
from knowledge.models import Rule
from knowledge.vocabulary import Bilingual, CompanyFact, Operator

TEXT = Bilingual("Villkor", "Condition")


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        (CompanyFact.PLACE, Operator.IN, ("solna", "kista")),
        (CompanyFact.COUNTRY, Operator.NOT_IN, ("SE", "NO")),
        (CompanyFact.TRL, Operator.AT_LEAST, 5),
        (CompanyFact.DEVICE_CLASS, Operator.IN, ("IIa", "D")),
        (CompanyFact.OTHER, Operator.IS, "consortium"),
    ],
)
def test_a_value_of_the_right_sort_fits(
    field: CompanyFact, operator: Operator, value: str | int | tuple[str, ...]
) -> None:
    assert misfit(Rule(field, operator, value, TEXT)) is None


@pytest.mark.parametrize(
    ("field", "operator", "value", "mend"),
    [
        (CompanyFact.PLACE, Operator.IN, ("solna", "narnia"), "place: narnia is not among its words"),
        (CompanyFact.STAGE, Operator.IS, "idea", "stage: write a list with in or not_in"),
        (CompanyFact.COUNTRY, Operator.IN, ("Sweden",), "country: Sweden is not among its words"),
        (CompanyFact.LEGAL_FORM, Operator.IN, ("AB",), "legal_form: AB is not among its words"),
        (CompanyFact.TRL, Operator.AT_LEAST, "five", "trl: write a number with at_least or at_most"),
        (CompanyFact.EMPLOYEES, Operator.IN, ("250",), "employees: write a number with at_least or at_most"),
        (CompanyFact.OTHER, Operator.IN, ("consortium",), "other: write `is` and a word of its own"),
    ],
)
def test_a_value_of_the_wrong_sort_says_what_to_write(
    field: CompanyFact, operator: Operator, value: str | int | tuple[str, ...], mend: str
) -> None:
    assert misfit(Rule(field, operator, value, TEXT)) == mend
