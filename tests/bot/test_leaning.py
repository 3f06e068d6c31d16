"""A question leans to what questions like it lead to, and to an answer where it is in doubt."""

from __future__ import annotations

import numpy as np
import pytest

from bot.leaning import ANSWERED, Examples, Leaning, fit
from knowledge.closeness import Closeness, Matrix, learn
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
SIZE, SERVICES, TEXTS = 16, 48, 6
STILL = dict.fromkeys(Language, np.zeros(SIZE, np.float32))
# Services speak of the first signs, poems and greetings of one each.
POEM, HELLO = (np.eye(SIZE, dtype=np.float32)[place] for place in (SIZE - 1, SIZE - 2))


def _around(point: Vector, count: int, seed: int) -> Matrix:
    noise = np.random.default_rng(seed)
    vectors = point + noise.normal(0, 0.1, (count, SIZE))
    unit: Matrix = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _service(number: int) -> Vector:
    point = np.zeros(SIZE, np.float32)
    point[number % 8] = 1.0
    point[8 + number % 5] = 0.5
    return point


def _space(texts: list[Matrix]) -> Closeness:
    names = [f"s{number:02}" for number, own in enumerate(texts) for _ in own]
    found = learn(np.vstack(texts), [SV, EN] * (len(names) // 2), names)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def space() -> Closeness:
    return _space([_around(_service(number), TEXTS, number) for number in range(SERVICES)])


def _fitted(space: Closeness, poems: int = 60, greetings: int = 60, shift: dict[Language, Vector] = STILL) -> Leaning:
    vectors = np.vstack([_around(POEM, poems, 101), _around(HELLO, greetings, 102)])
    ways = ["out_of_scope"] * poems + ["vague"] * greetings
    return fit(space, Examples(ways, [SV, EN] * (len(ways) // 2), vectors), shift)


def _way(leaning: Leaning, question: Vector, language: Language = SV) -> str:
    worth = leaning.of(leaning.space.query(question, language), language)
    return max(worth, key=lambda way: worth[way].worth)


@pytest.mark.parametrize("language", Language)
def test_a_question_leans_to_what_lies_around_it_in_both_languages(space: Closeness, language: Language) -> None:
    leaning = _fitted(space)

    assert _way(leaning, _service(3), language) == ANSWERED
    assert _way(leaning, POEM, language) == "out_of_scope"
    assert _way(leaning, HELLO, language) == "vague"


def test_in_doubt_a_question_leans_to_an_answer(space: Closeness) -> None:
    nearly_a_poem = POEM + 1.09 * _service(3)

    assert _way(_fitted(space), nearly_a_poem) == ANSWERED


def test_one_text_in_the_very_words_of_a_question_outweighs_many_examples_around_it() -> None:
    texts = [_around(_service(number), TEXTS, number) for number in range(SERVICES)]
    without = _space(texts)
    question = (POEM + np.eye(SIZE, dtype=np.float32)[13]) / np.float32(np.sqrt(2))
    texts[3][0] = question
    with_it = _space(texts)

    assert _way(_fitted(without), question) == "out_of_scope"
    assert _way(_fitted(with_it), question) == ANSWERED


def test_the_nearest_example_is_named(space: Closeness) -> None:
    leans = _fitted(space).of(space.query(HELLO, EN), EN)

    assert leans["vague"].nearest >= 60
    assert 0 <= leans["out_of_scope"].nearest < 60
    assert leans[ANSWERED].nearest == -1


def test_questions_that_lie_apart_from_passages_are_moved_back(space: Closeness) -> None:
    away = 2 * _service(0)
    moved = _fitted(space, shift=dict.fromkeys(Language, away))

    assert _way(moved, POEM + away, EN) == "out_of_scope"


def test_a_rare_kind_is_not_drowned_by_a_common_one(space: Closeness) -> None:
    assert _way(_fitted(space, poems=1_000, greetings=10), HELLO) == "vague"


def test_one_example_is_enough_to_lean_by(space: Closeness) -> None:
    only = fit(space, Examples(["vague"], [SV], HELLO[np.newaxis]), STILL)

    hello, poem = (only.of(space.query(question, SV), SV)["vague"] for question in (HELLO, POEM))

    assert hello.worth > poem.worth
