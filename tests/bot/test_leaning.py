"""A question leans to what questions like it lead to, and to an answer where it is in doubt."""

from __future__ import annotations

import numpy as np
import pytest

from bot.leaning import ANSWERED, UNDECIDED, Example, Leaning, fit
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
LAB, MONEY, POEM = (np.eye(8, dtype=np.float32)[place] for place in range(3))
STILL = dict.fromkeys(Language, np.zeros(8, np.float32))


def some(why: str, *around: Vector, count: int = 220, seed: int = 1) -> list[Example]:
    """Examples in both languages that lie around some points."""
    noise = np.random.default_rng(seed)
    return [
        Example(why, Language.SV if number % 2 else Language.EN, _near(around[number // 2 % len(around)], noise))
        for number in range(count)
    ]


def _near(point: Vector, noise: np.random.Generator) -> Vector:
    return (point + noise.normal(0, 0.1, len(point))).astype(np.float32)


@pytest.fixture(scope="module")
def leaning() -> Leaning:
    """Labs and money are answered, poems are not."""
    return fit(some(ANSWERED, LAB, MONEY), some("out_of_scope", POEM, seed=2), STILL)


@pytest.mark.parametrize("language", Language)
def test_a_question_leans_to_what_lies_around_it_in_both_languages(leaning: Leaning, language: Language) -> None:
    assert leaning.of(LAB, language) == ANSWERED
    assert leaning.of(MONEY, language) == ANSWERED
    assert leaning.of(POEM, language) == "out_of_scope"


def test_in_doubt_a_question_leans_to_an_answer(leaning: Leaning) -> None:
    assert leaning.of(LAB + MONEY + POEM, SV) == ANSWERED


def test_questions_that_lie_apart_from_passages_are_moved_back() -> None:
    shift = dict.fromkeys(Language, 2 * LAB)
    moved = fit(some(ANSWERED, LAB, MONEY), some("out_of_scope", POEM, seed=2), shift)

    assert moved.of(POEM + 2 * LAB, EN) == "out_of_scope"


def test_a_rare_kind_is_not_drowned_by_a_common_one() -> None:
    many = fit(some(ANSWERED, LAB, MONEY, count=2_000), some("vague", POEM, count=200, seed=2), STILL)

    assert many.of(POEM, SV) == "vague"


def test_with_little_to_learn_from_nothing_leans_anywhere() -> None:
    assert fit(some(ANSWERED, LAB, count=20), some("vague", POEM, count=20), STILL).of(POEM, SV) == ""
    assert UNDECIDED.of(POEM, SV) == ""
