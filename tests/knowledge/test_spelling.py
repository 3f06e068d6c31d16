"""What a question misspells is mended by the words of all that can be found, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge import spelling
from knowledge.spelling import PublishedSpelling, Spelling, learn
from knowledge.vocabulary import Language
from tests.builders import a_document

SV, EN = Language.SV, Language.EN
SAID = [
    (SV, "Klinisk prövning av läkemedel på sjukhus. Klinisk prövning. Läkemedel på sjukhus."),
    (SV, "Vi behöver några frysar i Uppsala. Stockholm."),
    *[(SV, "Stockholm")] * 20,
    (EN, "A clinical trial at a hospital. Clinical trials at hospitals. Hospital places."),
    (EN, "Many places for patients and patients."),
]


@pytest.fixture(scope="module")
def known() -> Spelling:
    return learn(SAID)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("klinsk prövning", "klinisk prövning"),
        ("klinnisk prövning", "klinisk prövning"),
        ("Vi söker sjuhkus", "Vi söker sjukhus"),
        ("läkemedal i Stockhlom", "läkemedel i Stockholm"),
    ],
)
def test_one_slip_in_a_word_is_mended(known: Spelling, typed: str, meant: str) -> None:
    assert known.mended(typed, SV) == meant


def test_another_ending_of_a_known_word_is_left_as_it_is(known: Spelling) -> None:
    assert known.mended("Sjukhusets läkemedlen", SV) == "Sjukhusets läkemedlen"
    assert known.mended("two hospitaled patient", EN) == "two hospitaled patient"


def test_both_languages_are_known_in_either(known: Spelling) -> None:
    assert known.mended("clincal prövning", SV) == "clinical prövning"
    assert known.mended("a hosptial", EN) == "a hospital"


@pytest.mark.parametrize(
    "typed",
    [
        "plates",  # another word, one letter from "places"
        "trail",  # short
        "cliniclas",  # two slips
        "Klinisk PRVNING",  # an abbreviation for all we know
        "Hospitals Hospitol",  # what has a capital may be a name
        "bioreaktor",
        "3D-utskrift, 2 500 kr, RS 2026-0457",
    ],
)
def test_what_may_be_meant_as_it_stands_is_left_alone(known: Spelling, typed: str) -> None:
    assert known.mended(typed, EN) == typed


def test_a_swedish_text_without_diacritics_gets_them_back(known: Spelling) -> None:
    assert known.mended("Vi behover nagra frysar", SV) == "Vi behöver några frysar"
    assert known.mended("vi behover några", SV) == "vi behover några"
    assert known.mended("vi behover", EN) == "vi behover"


def test_a_text_in_capitals_is_read_as_if_it_had_none(known: Spelling) -> None:
    assert known.mended("VI BEHÖVER KLINISK PRÖVNING", SV) == "vi behöver klinisk prövning"
    assert known.mended("GMP, MDR, ATMP", SV) == "GMP, MDR, ATMP"
    assert known.mended("Vi är ett AB med GMP", SV) == "Vi är ett AB med GMP"


def test_nothing_is_mended_by_a_word_that_stands_once() -> None:
    assert learn([(SV, "anläggning")]).mended("anlägning", SV) == "anlägning"


def test_what_is_published_is_known_and_so_are_other_texts(
    engine: Engine, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = PublishedSpelling(engine, [(SV, "inkubator inkubator")])
    before = words.mended("inkubatr och mikroskp", SV)

    publisher.document(a_document(body="Mikroskop, mikroskop och mikroskop.\n"))
    soon = words.mended("inkubatr och mikroskp", SV)
    monkeypatch.setattr(spelling, "_A_MINUTE", -1.0)
    later = words.mended("inkubatr och mikroskp", SV)

    assert before == soon == "inkubator och mikroskp"
    assert later == "inkubator och mikroskop"


def test_texts_are_read_again_only_when_one_has_changed(
    engine: Engine, publish: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "_A_MINUTE", -1.0)
    learnt: list[Spelling] = []

    def counted(said: Iterable[tuple[Language, str]], typed: Iterable[tuple[Language, str]]) -> Spelling:
        learnt.append(learn(said, typed))
        return learnt[-1]

    monkeypatch.setattr(spelling, "learn", counted)
    words = PublishedSpelling(engine)

    words.mended("lån", SV)
    words.mended("lån", SV)
    publish("loan")
    words.mended("lån", SV)

    assert len(learnt) == 2


def test_a_slip_in_what_people_type_is_no_known_word() -> None:
    typed = [(SV, "vi behvöer hjälp"), (SV, "vi behöver en mus"), (SV, "mer behöver vi inte, bara en mus")]

    words = learn([(SV, "Vi behöver labb")], typed)

    assert words.mended("vi behvöer en mus", SV) == "vi behöver en mus"
    assert "mus" in words.known[SV]
