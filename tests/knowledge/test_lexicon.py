"""Words and stems: what is the same word, and what carries no meaning."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.lexicon import STOP_WORDS, normalised, stems, words
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN


def test_letters_have_one_form_however_they_were_typed() -> None:
    assert normalised("A\u030angstro\u0308m") == "Ångström"
    assert normalised("ﬁnansiering") == "finansiering"


def test_soft_hyphens_and_odd_spaces_are_not_part_of_a_word() -> None:
    assert normalised("forsk\u00adnings\u00adstöd\u00a0 för\n bolag ") == "forskningsstöd för bolag"


def test_a_hyphen_or_point_inside_a_word_stays_and_other_signs_go() -> None:
    assert words("CE-märkning, (MDR 2.0)! info@lab.se _x_") == [
        "ce-märkning",
        "mdr",
        "2.0",
        "info",
        "lab.se",
        "x",
    ]


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        (SV, "företagen", "företag"),
        (SV, "bidraget", "bidrag"),
        (SV, "testbäddar", "testbädd"),
        (EN, "funding", "funded"),
        (EN, "companies", "company"),
        (EN, "trials", "trial"),
    ],
)
def test_inflections_have_the_stem_of_the_plain_word(language: Language, said: str, written: str) -> None:
    assert stems(said, language) == stems(written, language)


def test_each_language_has_its_own_stems() -> None:
    assert stems("companies", EN) == stems("company", EN)
    assert stems("companies", SV) != stems("company", SV)


def test_swedish_letters_are_letters_of_their_own() -> None:
    assert stems("fård", SV) != stems("fard", SV)
    assert stems("Åkeriet", SV) == stems("åkeriet", SV) != stems("akeriet", SV)


def test_words_that_every_question_has_are_left_out() -> None:
    assert stems("Kan ni hjälpa oss att hitta ett labb?", SV) == stems("labb", SV)
    assert stems("Can you help us find a lab?", EN) == ["lab"]


def test_a_stop_word_of_one_language_counts_in_the_other() -> None:
    assert stems("under", SV) == []
    assert stems("man", EN) == ["man"]


def test_a_hyphenated_word_is_found_whole_and_by_its_parts() -> None:
    assert stems("CE-märkning", SV) == [
        *stems("ce-märkning", SV)[:1],
        *stems("ce", SV),
        *stems("märkning", SV),
    ]
    assert stems("e-hälsa", SV)[1:] == stems("hälsa", SV)


def test_stop_words_are_written_as_words_are_read() -> None:
    for language in Language:
        assert {word for word in STOP_WORDS[language] if words(word) != [word]} == set()


@pytest.mark.parametrize("nothing", ["", "  ", "?!", "och att", "\u00ad", "\x00"])
def test_a_text_without_content_has_no_stems(nothing: str) -> None:
    assert stems(nothing, SV) == []


def test_threads_that_stem_at_once_get_the_same_stems() -> None:
    said = [f"laboratorier{number} bidragen forskningen{number}" for number in range(300)]
    alone = [stems(text, SV) for text in said]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda text: stems(text, SV), said))

    assert together == alone
