from dataclasses import replace
from datetime import date

import pytest

from bot.details import asked_beside, detail
from bot.follow_words import About
from knowledge.models import Eligibility, Funding, Round
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_service

SV, EN = Language.SV, Language.EN
TOLD = a_service(
    required_documents=(Bilingual("Projektplan", "Project plan"), Bilingual("budget", "budget")),
    eligibility=Eligibility(Bilingual("Bolag med högst 250 anställda", "Companies of at most 250 people")),
    rounds=(Round(date(2026, 12, 1), date(2027, 1, 31), Bilingual("En gång om året", "Once a year")),),
    fees=Bilingual("Kostnadsfritt", "Free of charge"),
)
UNKNOWN = replace(TOLD, required_documents=(), eligibility=Eligibility(), rounds=(), fees=None, contacts=())


@pytest.mark.parametrize(
    ("about", "sv", "en"),
    [
        (About.DOCUMENTS, "Projektplan. Budget.", "Project plan. Budget."),
        (About.ELIGIBILITY, "Bolag med högst 250 anställda.", "Companies of at most 250 people."),
        (
            About.TIME,
            "Öppnar 2026-12-01, stänger 2027-01-31. En gång om året.",
            "Opens 2026-12-01, closes 2027-01-31. Once a year.",
        ),
        (About.COST, "Kostnadsfritt.", "Free of charge."),
        (About.CONTACT, "Se kontakterna på kortet.", "See the contacts on the card."),
        (About.HOW_TO_APPLY, "Skicka in formuläret.", "Send the form."),
    ],
)
def test_each_detail_is_told_in_the_catalogue_s_words(about: About, sv: str, en: str) -> None:
    assert (detail(TOLD, about, SV), detail(TOLD, about, EN)) == (sv, en)


@pytest.mark.parametrize("about", set(About) - {About.HOW_TO_APPLY, About.MORE})
def test_what_is_unknown_is_said_to_be_unknown(about: About) -> None:
    assert detail(UNKNOWN, about, SV) == "Det står inte i de källor som vi har sett."
    assert detail(UNKNOWN, about, EN) == "The sources we have seen do not say."


@pytest.mark.parametrize(
    ("funding", "sv", "en"),
    [
        (
            Funding(2026, 100_000, 500_000, share=50),
            "Stöd: 100\u00a0000 till 500\u00a0000 SEK, högst 50 procent (2026).",
            "Support: 100\u00a0000 to 500\u00a0000 SEK, at most 50 per cent (2026).",
        ),
        (Funding(None, max=500_000), "Stöd: högst 500\u00a0000 SEK.", "Support: at most 500\u00a0000 SEK."),
        (Funding(None, min=100_000), "Stöd: från 100\u00a0000 SEK.", "Support: from 100\u00a0000 SEK."),
        (Funding(None, share=75), "Stöd: högst 75 procent.", "Support: at most 75 per cent."),
        (Funding(2026, note=Bilingual("Bara lön", "Salaries only")), "Bara lön.", "Salaries only."),
    ],
)
def test_money_is_told_with_what_is_known_of_it(funding: Funding, sv: str, en: str) -> None:
    service = replace(UNKNOWN, funding=funding)

    assert (detail(service, About.COST, SV), detail(service, About.COST, EN)) == (sv, en)


def test_a_fee_comes_before_the_money() -> None:
    service = replace(TOLD, funding=Funding(None, max=500_000))

    assert detail(service, About.COST, SV) == "Kostnadsfritt. Stöd: högst 500\u00a0000 SEK."


def test_a_round_without_an_opening_day_tells_the_last_day() -> None:
    service = replace(UNKNOWN, rounds=(Round(closes=date(2027, 1, 31)), Round(opens=date(2027, 3, 1))))

    assert detail(service, About.TIME, SV) == "Stänger 2027-01-31. Öppnar 2027-03-01."


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Vem kör fas 1-studier, och hur lång är ledtiden?", (About.TIME,)),
        ("Who runs phase 1 trials, and how long does it take?", (About.TIME,)),
        ("Hur lång tid tar det, och vad kostar det att hyra labb?", (About.TIME, About.COST)),
        ("Where can we rent a bench, and how much is it a month?", (About.COST,)),
        ("Vi söker labb när vi växer", ()),
        ("We need money for a long trial", ()),
    ],
)
def test_details_that_are_asked_for_beside_the_need_are_noticed(question: str, asked: tuple[About, ...]) -> None:
    assert asked_beside(question) == asked
