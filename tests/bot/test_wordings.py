"""A turn of phrase names a kind of support where no fixed words do."""

from __future__ import annotations

import pytest

from bot.understanding import named_kinds, unwanted_kinds
from bot.wordings import MONEY, asks_for_money, asks_if_device, kinds_worded
from knowledge.vocabulary import Language, SupportKind

SV, EN = Language.SV, Language.EN
GRANT, LOAN, EQUITY = MONEY


@pytest.mark.parametrize(
    "question",
    [
        "Is our sleep tracker a medical device?",
        "Is an app that counts pills a medical device?",
        "Är vår träningsapp en medicinteknisk produkt eller inte?",
        "är en sömnring medicinteknik?",
    ],
)
def test_whether_something_is_a_medical_device_is_a_regulatory_question(question: str) -> None:
    assert asks_if_device(question)
    assert kinds_worded(question) == (SupportKind.REGULATORY,)


@pytest.mark.parametrize(
    "question", ["Is there a test bed for medical devices?", "Finns det en testbädd för medicinteknik?"]
)
def test_what_a_test_bed_is_for_is_none(question: str) -> None:
    assert not asks_if_device(question)


@pytest.mark.parametrize(
    "question",
    [
        "We want to get into pharmacies in Norway",
        "Vi vill till Tyskland med vår tandborste",
        "Hur hittar vi kunder i Finland?",
        "our brand is big here, next is Germany",
    ],
)
def test_who_wants_to_sell_in_a_country_asks_for_export(question: str) -> None:
    assert SupportKind.EXPORT in kinds_worded(question)


@pytest.mark.parametrize("question", ["We are a company from Norway", "Vi säljer i Sverige", "Our lab is in Germany"])
def test_where_a_company_is_or_sells_at_home_is_no_export(question: str) -> None:
    assert SupportKind.EXPORT not in kinds_worded(question)


@pytest.mark.parametrize("question", ["how do we raise 20 MSEK?", "Raising SEK 5 million", "vi ska ta in 15 mkr"])
def test_who_raises_an_amount_looks_for_owners(question: str) -> None:
    assert EQUITY in kinds_worded(question)


@pytest.mark.parametrize("question", ["something that doesn't dilute us", "pengar utan att späda ut oss"])
def test_what_does_not_dilute_is_a_grant(question: str) -> None:
    assert kinds_worded(question) == (GRANT,)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("labb i Solna", SupportKind.LAB_SPACE),
        ("lab Flemingsberg", SupportKind.LAB_SPACE),
        ("office in Hagastaden", SupportKind.PREMISES),
        ("kontor Kista", SupportKind.PREMISES),
    ],
)
def test_a_lab_or_an_office_and_where_is_a_need_of_it(question: str, kind: SupportKind) -> None:
    assert kinds_worded(question) == (kind,)


@pytest.mark.parametrize("question", ["lab equipment", "kontor möbler", "labb utrustning"])
def test_a_lab_and_something_else_than_where_is_none(question: str) -> None:
    assert kinds_worded(question) == ()


def test_in_a_longer_message_a_lab_may_be_what_somebody_has() -> None:
    assert kinds_worded("The centrifuge of our lab in Kista is dead") == ()


@pytest.mark.parametrize("text", ["och 40 mkr", "pengar", "nån som finansierar första steget", "money to pay for it"])
def test_money_of_whatever_kind_is_heard(text: str) -> None:
    assert asks_for_money(text)


@pytest.mark.parametrize("text", ["Vi omsätter 40 mkr och har labb", "Who can test our pump?"])
def test_an_amount_beside_other_words_asks_for_no_money(text: str) -> None:
    assert not asks_for_money(text)


@pytest.mark.parametrize(
    ("question", "language", "kinds"),
    [
        ("pengar till prototyp men inget lån", SV, (GRANT,)),
        ("We need funding but not loans and no equity", EN, (GRANT,)),
        ("inget lån tack", SV, (GRANT, EQUITY)),
        ("vad finns utöver lån?", SV, (GRANT, EQUITY)),
    ],
)
def test_where_one_kind_of_money_is_not_wanted_the_others_are(
    question: str, language: Language, kinds: tuple[SupportKind, ...]
) -> None:
    assert named_kinds(question, language) == kinds
    assert not set(unwanted_kinds(question, language)) & set(kinds)


def test_what_is_not_wanted_and_no_money_may_be_what_is_missing() -> None:
    assert named_kinds("We have no wet lab", EN) == (SupportKind.LAB_SPACE,)
    assert unwanted_kinds("We have no wet lab", EN) == ()


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Vem tillverkar materialet inför fas 1?", SV, SupportKind.PRODUCTION),
        ("Who can manufacture the drug for our first-in-human trial?", EN, SupportKind.PRODUCTION),
        ("We need hospitals for a clinical investigation under MDR", EN, SupportKind.CLINICAL_TRIAL),
        ("CRO in Solna, we need a grant", EN, GRANT),
    ],
)
def test_what_a_need_is_for_and_what_law_it_is_under_is_no_need(
    question: str, language: Language, kind: SupportKind
) -> None:
    assert named_kinds(question, language) == (kind,)
