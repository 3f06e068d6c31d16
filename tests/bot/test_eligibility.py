from typing import Any

import pytest

from bot.eligibility import conditions, met
from bot.models import Met
from knowledge.models import Eligibility, Rule
from knowledge.vocabulary import Bilingual, CompanyFact, Operator, Place, Sector, Stage
from tests.builders import a_need, a_service

WORDS = Bilingual("villkor", "condition")


def a_rule(field: CompanyFact, operator: Operator, value: int | str | tuple[str, ...]) -> Rule:
    return Rule(field, operator, value, WORDS)


@pytest.mark.parametrize(
    ("rule", "fact", "expected"),
    [
        (a_rule(CompanyFact.PLACE, Operator.IN, ("stockholm_county",)), {"place": Place.SOLNA}, Met.MET),
        (a_rule(CompanyFact.PLACE, Operator.IN, ("stockholm_county",)), {"place": Place.UPPSALA}, Met.NOT_MET),
        (a_rule(CompanyFact.PLACE, Operator.IN, ("stockholm_county",)), {}, Met.UNKNOWN),
        (a_rule(CompanyFact.TRL, Operator.AT_LEAST, 5), {"trl": 6}, Met.MET),
        (a_rule(CompanyFact.TRL, Operator.AT_LEAST, 5), {"trl": 3}, Met.NOT_MET),
        (a_rule(CompanyFact.AMOUNT_SEK, Operator.AT_MOST, 500_000), {"amount_sek": 500_000}, Met.MET),
        (a_rule(CompanyFact.AMOUNT_SEK, Operator.AT_MOST, 500_000), {"amount_sek": 600_000}, Met.NOT_MET),
        (a_rule(CompanyFact.SECTOR, Operator.NOT_IN, ("pharma",)), {"sectors": (Sector.PHARMA,)}, Met.NOT_MET),
        (a_rule(CompanyFact.STAGE, Operator.IN, ("startup", "growth")), {"stage": Stage.GROWTH}, Met.MET),
        (a_rule(CompanyFact.EMPLOYEES, Operator.AT_MOST, 10), {}, Met.UNKNOWN),
        (a_rule(CompanyFact.EMPLOYEES, Operator.AT_MOST, 10), {"employees": 12}, Met.NOT_MET),
        (a_rule(CompanyFact.EMPLOYEES, Operator.AT_LEAST, 2), {"employees": 0}, Met.NOT_MET),
        (a_rule(CompanyFact.AGE_YEARS, Operator.AT_MOST, 10), {"age_years": 3}, Met.MET),
        (a_rule(CompanyFact.TURNOVER_MSEK, Operator.AT_LEAST, 3), {"turnover_msek": 2}, Met.NOT_MET),
        (a_rule(CompanyFact.LEGAL_FORM, Operator.IN, ("aktiebolag",)), {"legal_form": "enskild_firma"}, Met.NOT_MET),
        (a_rule(CompanyFact.COUNTRY, Operator.IN, ("SE", "DK")), {"country": "DK"}, Met.MET),
        (a_rule(CompanyFact.COUNTRY, Operator.NOT_IN, ("SE",)), {"country": "SE"}, Met.NOT_MET),
        (a_rule(CompanyFact.DEVICE_CLASS, Operator.IN, ("IIa", "IIb")), {"device_class": "III"}, Met.NOT_MET),
    ],
)
def test_a_condition_is_met_not_met_or_unknown(rule: Rule, fact: dict[str, Any], expected: Met) -> None:
    assert met(rule, a_need(**fact)) is expected


def test_taking_a_fact_away_turns_met_into_unknown_never_into_silence() -> None:
    service = a_service(eligibility=Eligibility(rules=(a_rule(CompanyFact.TRL, Operator.AT_LEAST, 5),)))

    said, unsaid = conditions(a_need(trl=6), service), conditions(a_need(), service)

    assert [reason.status for reason in said] == [Met.MET]
    assert [reason.status for reason in unsaid] == [Met.UNKNOWN]
