"""How likely a sentence is to begin a need."""

from __future__ import annotations

import pytest
import yaml

from bot.needing import CONSTANT, FILE, likely, marks
from bot.pieces import pieces_of
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN


def chance(text: str, language: Language, before: str = "", names: bool = False) -> float:
    return likely(pieces_of(text), pieces_of(before) if before else (), names, language)


@pytest.mark.parametrize(
    ("need", "story", "language"),
    [
        (
            "The nurses would love to try it, but nobody at the hospital can tell us who decides.",
            "The nurses tried it last year, and their chief wrote a kind report about it.",
            EN,
        ),
        (
            "Dessutom behöver någon hjälpa oss att få ordning på pappren innan vi får visa det för patienter.",
            "Pappren blev klara i våras, och patienterna är redan med.",
            SV,
        ),
        (
            "We would also like to know who may say yes to a study with children.",
            "We are eleven people in Uppsala with a study behind us.",
            EN,
        ),
    ],
)
def test_a_trouble_or_a_wish_is_likelier_a_need_than_what_is_settled(need: str, story: str, language: Language) -> None:
    before = "Vi är fem." if language is SV else "We are five."

    assert chance(need, language, before) > 0.5 > chance(story, language, before)


def test_a_short_question_after_a_need_is_less_likely_a_need_of_its_own() -> None:
    question = "Who can take that on?"

    assert chance(question, EN, "We want to make a first batch.") < chance(question, EN, "We are five.")


def test_a_point_of_a_list_is_likelier_a_need_than_the_same_words_in_a_sentence() -> None:
    lead, point = (
        pieces_of("We look for:\n- somebody who reads arrays")[0],
        pieces_of("x:\n- somebody who reads arrays")[1:],
    )

    assert likely(point, (lead,), False, EN) > chance("somebody who reads arrays", EN, "We look for:")


def test_words_count_for_their_language_and_numbers_for_nothing() -> None:
    found = marks(pieces_of("We need 3 rooms"), (), False, EN)

    assert {"en:we", "en:need", "en:rooms", "wishes", "begins", "up to 4 words"} <= set(found)
    assert not any("3" in mark for mark in found)
    assert "sv:we" not in found


def test_the_weights_are_plain_numbers_that_anybody_can_read() -> None:
    weights = yaml.safe_load(FILE.read_text("utf-8"))

    assert CONSTANT in weights
    assert weights["item"] > 0 > weights["begins"]
    assert all(isinstance(weight, float) for weight in weights.values())
