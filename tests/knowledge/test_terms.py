"""Words of the field carry a question over to the other language and to their synonyms."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.assembly import SEED
from knowledge.lexicon import stems
from knowledge.terms import Bridge, Term, read_terms
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN

LAB = Term(sv=("laboratorium", "labb"), en=("laboratory", "lab"))
TRIAL = Term(sv=("klinisk prövning",), en=("clinical trial", "clinical investigation"))
STUDY = Term(sv=("klinisk studie",), en=("clinical study",))


@pytest.fixture(scope="module")
def seed() -> Bridge:
    """The bridge that the service uses."""
    return read_terms(SEED / "terms.yaml")


def test_a_word_is_carried_to_all_its_wordings_in_the_other_language() -> None:
    bridge = Bridge((LAB,))

    assert bridge.across(stems("Finns det ett labb?", SV), SV) == stems("laboratory lab", EN)
    assert bridge.across(stems("Is there a lab?", EN), EN) == stems("laboratorium labb", SV)


def test_an_inflected_word_is_carried_over() -> None:
    assert Bridge((LAB,)).across(stems("laboratories", EN), EN) == stems("laboratorium labb", SV)


def test_a_phrase_is_carried_over_as_a_whole_only() -> None:
    bridge = Bridge((TRIAL,))

    assert bridge.across(stems("en klinisk prövning på barn", SV), SV) == stems("clinical trial investigation", EN)
    assert bridge.across(stems("en klinisk farmakolog", SV), SV) == []
    assert bridge.across(stems("prövning av klinisk nytta", SV), SV) == []


def test_two_meanings_in_a_question_are_both_carried_over_and_no_stem_twice() -> None:
    bridge = Bridge((TRIAL, STUDY))

    across = bridge.across(stems("klinisk prövning eller klinisk studie", SV), SV)

    assert across == stems("clinical trial investigation study", EN)


def test_synonyms_stay_in_the_language_and_leave_out_what_was_said() -> None:
    bridge = Bridge((LAB,))

    assert bridge.synonyms(stems("labb", SV), SV) == stems("laboratorium", SV)
    assert bridge.synonyms(stems("lab", EN), EN) == stems("laboratory", EN)


def test_a_question_without_the_fields_words_is_carried_nowhere() -> None:
    assert Bridge((LAB,)).across(stems("Vad blir det för väder?", SV), SV) == []
    assert Bridge(()).across(stems("labb", SV), SV) == []


def test_terms_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text("# Words\n- {sv: [laboratorium, labb], en: [laboratory, lab]}\n", "utf-8")

    assert read_terms(path) == Bridge((LAB,))


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Vi söker en testbädd", SV, "testbed"),
        ("We are looking for a test bed", EN, "testbädd"),
        ("Hur söker vi etikprövning?", SV, "ethical"),
        ("procurement", EN, "upphandling"),
        ("riskkapital", SV, "venture"),
    ],
)
def test_the_seeds_terms_bridge_the_fields_words(
    seed: Bridge, question: str, language: Language, expected: str
) -> None:
    across = seed.across(stems(question, language), language)

    assert set(stems(expected, language.other)) <= set(across)


def test_every_wording_of_the_seed_leads_across(seed: Bridge) -> None:
    lost = [
        wording
        for term in seed.terms
        for language in Language
        for wording in term.in_(language)
        if (said := stems(wording, language)) and not seed.across(said, language)
    ]

    assert lost == []
