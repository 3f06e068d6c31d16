from time import process_time

import pytest

from bot.masking import MARKS, Masked, Personal, masked, unmarked
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
EVERYTHING = (
    "Vår patient Eva Lindgren med ALS, 18900101-9802, nås på 070-174 06 05 eller eva.lindgren@gmail.com. "
    "Vi har 1 000 000 kr och söker en klinik för NCT01234567."
)


def test_each_kind_is_replaced_by_its_mark_and_the_need_is_left() -> None:
    assert masked(EVERYTHING, SV) == Masked(
        "Vår patient [namn] med ALS, [personnummer], nås på [telefonnummer] eller [e-postadress]. "
        "Vi har 1 000 000 kr och söker en klinik för NCT01234567.",
        (Personal.PATIENT, Personal.PERSONAL_NUMBER, Personal.PHONE, Personal.EMAIL),
    )


def test_the_marks_are_in_the_language_of_the_answer() -> None:
    got = masked("My patient Eva Lindgren has ALS, reach me at eva@gmail.com", EN)

    assert got.text == "My patient [name] has ALS, reach me at [email address]"


def test_kinds_come_in_the_order_of_the_text_and_once_each() -> None:
    got = masked("a.berg@gmail.com, 070-174 06 05, b.ek@gmail.com, 070-174 06 06")

    assert got.kinds == (Personal.EMAIL, Personal.PHONE)


def test_a_text_without_personal_data_is_left_to_the_letter() -> None:
    text = "Vi\u00a0har 1\u2009000\u2009000 kr – och ett labb\u00ad.\n\n\tVar finns stöd? ５ prover"

    assert masked(text) == Masked(text)


def test_what_stands_around_personal_data_keeps_its_signs() -> None:
    got = masked("Ring\u00a0０７０–１７４ ０６ ０５ – före\u2009kl. 16").text

    assert got == "Ring\u00a0[telefonnummer] – före\u2009kl. 16"


def test_an_address_that_holds_a_number_and_a_name_is_masked_once() -> None:
    assert (
        masked("min patient anna har ALS: anna0701740605@gmail.com").text
        == "min patient [namn] har ALS: [e-postadress]"
    )


@pytest.mark.parametrize("language", Language)
def test_a_masked_text_holds_nothing_more_to_mask(language: Language) -> None:
    once = masked(EVERYTHING, language).text

    assert masked(once, language) == Masked(once)


@pytest.mark.parametrize("language", Language)
def test_every_kind_has_a_mark_of_its_own(language: Language) -> None:
    assert len({MARKS[kind].in_(language) for kind in Personal}) == len(Personal)


@pytest.mark.parametrize("language", Language)
def test_a_search_looks_for_the_text_without_its_marks(language: Language) -> None:
    got = unmarked(masked("ALS-patienten Eva, 070-174 06 05, söker en klinik", language).text)

    assert got == "ALS-patienten , , söker en klinik"


def test_a_text_without_marks_is_searched_as_it_is() -> None:
    assert unmarked("[labb]  i Solna\n") == "[labb]  i Solna\n"


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "07 ", "(0", "1-", "+46 ", "070-", "900101-", "tel ", "nr ", "personnummer "),
        *("a@", "a.", "'", "(at)", "aa@bb.", "å", "\n", "Aa ", "Anna ", "Anna har ", "patient "),
        *("patient Anna Ek, ", "typ ", "cancer"),
    ],
)
def test_eight_times_the_text_takes_about_eight_times_the_work(unit: str) -> None:
    assert _work(unit, 4_000) < 24 * _work(unit, 500)


def _work(unit: str, length: int) -> float:
    """The least processor time that a text of one repeated unit has taken, and no less than the clock can tell."""
    text = (unit * length)[:length]
    taken = []
    for _ in range(3):
        start = process_time()
        masked(text)
        taken.append(process_time() - start)
    return max(min(taken), 0.000_5)
