"""What one service says lies close together in the space that is learnt from all that services say."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.closeness import Closeness, Matrix, learn
from knowledge.rescoring import Scored, Shelf, _Text
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
SERVICES, TEXTS, SIZE = 60, 8, 24
# The first half of the signs tells services apart, the rest is how somebody happens to put it, and louder.
TELLING = SIZE // 2
MANNER = 2.0


def _texts(seed: int = 1) -> tuple[Matrix, list[Language], list[str]]:
    draw = np.random.default_rng(seed)
    meant = np.zeros((SERVICES, SIZE))
    meant[:, :TELLING] = draw.normal(size=(SERVICES, TELLING))
    vectors = np.repeat(meant, TEXTS, axis=0)
    vectors[:, TELLING:] += MANNER * draw.normal(size=(SERVICES * TEXTS, SIZE - TELLING))
    languages = [SV, EN] * (SERVICES * TEXTS // 2)
    vectors[::2, -1] += 5  # Swedish lies elsewhere as a whole.
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit.astype(np.float32), languages, [f"s{number:02}" for number in range(SERVICES) for _ in range(TEXTS)]


@pytest.fixture(scope="module")
def space() -> Closeness:
    found = learn(*_texts())
    assert found is not None
    return found


def _right(near: Matrix) -> float:
    """The share of texts whose nearest other text is of the same service."""
    near = near - 9 * np.eye(len(near), dtype=np.float32)
    return float(np.mean(near.argmax(1) // TEXTS == np.arange(len(near)) // TEXTS))


def test_texts_of_one_service_lie_closer_together_than_by_their_cosine(space: Closeness) -> None:
    vectors, _, _ = _texts()

    assert _right(space.places @ space.places.T) > _right(vectors @ vectors.T) + 0.05


def test_neither_language_is_nearer_to_the_other_texts_of_its_own(space: Closeness) -> None:
    swedish, english = space.places[::2], space.places[1::2]

    assert float(swedish.mean(0) @ english.mean(0)) == pytest.approx(float(swedish.mean(0) @ swedish.mean(0)), abs=0.02)


def test_a_question_is_worth_its_cosine_with_a_text_and_half_of_that_with_the_whole_service(space: Closeness) -> None:
    vectors, _, _ = _texts()

    worth = space.query(vectors[0], SV).scores

    cosine = float(space.places[TEXTS] @ space.places[0])
    whole = float(space.middles[1] @ space.places[0])
    assert worth.shape == (SERVICES * TEXTS,)
    assert worth[TEXTS] == pytest.approx(cosine + whole / 2, abs=1e-4)


def test_what_is_asked_in_the_very_words_of_a_text_is_worth_more_than_any_service_as_a_whole(space: Closeness) -> None:
    """Another service may say much the like; who writes an ask down means that very question to lead to it."""
    vectors, _, _ = _texts()

    worth = space.query(vectors[0], SV).scores

    # A cosine and half of another: no text can be worth more than that for what is merely like it.
    assert worth[0] > 1.5 > np.delete(worth, 0).max()


def test_an_index_of_centred_texts_is_asked_for_what_lies_near_in_the_space(space: Closeness) -> None:
    vectors, languages, _ = _texts()
    centred = vectors - np.array([space.means[language] for language in languages])

    found = centred @ space.query(vectors[0], SV).towards()

    lengths = np.linalg.norm(centred @ space.turn, axis=1)
    np.testing.assert_allclose(found, lengths * (space.places @ space.places[0]), atol=1e-4)


def test_texts_that_say_the_same_share_what_they_have_in_common_with_a_question(space: Closeness) -> None:
    vectors, _, _ = _texts()
    query = space.query(vectors[0], SV)

    once, twice = query.shares([0, TEXTS]), query.shares([0, 0, TEXTS])

    assert once[0] > 0.7 > abs(once[1])
    assert twice[0] == pytest.approx(twice[1], abs=1e-5)
    # Said twice it counts a little more, and far from twice as much.
    assert once[0] < twice[0] + twice[1] < 1.2 * once[0]


def test_of_many_like_texts_of_two_services_the_one_that_is_asked_for_has_the_larger_share(space: Closeness) -> None:
    vectors, _, _ = _texts()
    asked = vectors[0] + vectors[2]
    both = [*range(TEXTS), *range(TEXTS, 2 * TEXTS)]

    shares = space.query(asked, SV).shares(both)

    assert shares[:TEXTS].sum() > 2 * abs(shares[TEXTS:].sum())


def test_a_shelf_adds_up_the_shares_of_each_owners_texts(space: Closeness) -> None:
    vectors, languages, services = _texts()
    texts = [_Text(f"{place:03}", service, SV) for place, service in enumerate(services)]
    none = np.zeros(len(texts), np.int64)
    shelf = Shelf(texts, {one.text_id: place for place, one in enumerate(texts)}, none, none, vectors, space)
    near = [Scored(*texts[place], 0.5, 0.5) for place in (0, 1, TEXTS)]
    query = space.query(vectors[0], languages[0])

    found, shares = shelf.shares(query, near), query.shares([0, 1, TEXTS])

    assert found == pytest.approx({"s00": float(shares[0] + shares[1]), "s01": float(shares[2])})
    assert shelf.shares(query, []) == {}


def test_many_texts_are_placed_as_one_by_one(space: Closeness) -> None:
    vectors, languages, _ = _texts()

    together = space.all_placed(vectors[:5], languages[:5])

    alone = [space.query(vector, language).place for vector, language in zip(vectors[:5], languages[:5], strict=True)]
    np.testing.assert_allclose(together, [place / np.linalg.norm(place) for place in alone], atol=1e-5)


def test_a_hidden_text_does_not_count_for_its_service_as_a_whole(space: Closeness) -> None:
    hidden = space.without([0, 1])

    left = space.places[2:TEXTS].mean(0)
    np.testing.assert_allclose(hidden.middles[0], left / np.linalg.norm(left), atol=1e-5)
    np.testing.assert_array_equal(hidden.middles[1:], space.middles[1:])
    assert not space.without(range(TEXTS)).middles[0].any()


def test_the_order_in_which_texts_come_does_not_matter_to_what_is_learnt(space: Closeness) -> None:
    vectors, languages, services = _texts()
    order = np.random.default_rng(3).permutation(len(vectors))

    again = learn(vectors[order], [languages[place] for place in order], [services[place] for place in order])

    assert again is not None
    np.testing.assert_allclose(again.turn, space.turn, atol=1e-3)
    np.testing.assert_allclose(again.places, space.places[order], atol=1e-3)


def test_from_few_services_or_one_language_nothing_is_learnt() -> None:
    vectors, languages, services = _texts()
    few = 39 * TEXTS

    assert learn(vectors[:few], languages[:few], services[:few]) is None
    assert learn(vectors, [SV] * len(vectors), services) is None
    assert learn(vectors[:0], [], []) is None
