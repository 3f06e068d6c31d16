"""The vector index keeps the same promises in memory, in a Chroma folder and in a Chroma server."""

from __future__ import annotations

import gc
from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.embedding_model import Vector
from knowledge.index import ChromaFolder, IndexGone
from knowledge.texts import Embedded, Owner
from knowledge.vocabulary import Language
from tests.promises.conftest import Build

SV, EN = Language.SV, Language.EN


def unit(*numbers: float) -> Vector:
    """The numbers as a vector of length one."""
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def a_text(text_id: str, vector: Vector, language: Language = SV, owner: Owner = Owner.SERVICE) -> Embedded:
    """A text of a service called as the text."""
    return Embedded(text_id, owner, text_id, language, vector)


def many_texts(number: int, dimension: int = 48) -> list[Embedded]:
    """Texts with vectors from a seeded chance, in both languages by turns."""
    chance = np.random.default_rng(7).normal(size=(number, dimension))
    return [a_text(f"t{place}", unit(*numbers), SV if place % 2 else EN) for place, numbers in enumerate(chance)]


def exactly(texts: Sequence[Embedded], question: Vector, limit: int) -> list[str]:
    """What the nearest texts are, by the definition."""
    order = sorted(texts, key=lambda text: -float(text.vector @ question))
    return [text.id for text in order[:limit]]


def test_the_nearest_text_comes_first(build: Build) -> None:
    index = build([a_text("far", unit(0, 1)), a_text("near", unit(1, 0.1)), a_text("between", unit(1, 1))], {})

    assert index.nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["near", "between", "far"]


def test_no_more_texts_come_than_were_asked_for(build: Build) -> None:
    index = build(many_texts(30), {})

    assert len(index.nearest(Owner.SERVICE, unit(*[1] * 48), 7).ids) == 7


def test_services_and_documents_are_searched_apart(build: Build) -> None:
    index = build([a_text("service", unit(1, 0)), a_text("passage", unit(1, 0), owner=Owner.DOCUMENT)], {})

    assert index.nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["service"]
    assert index.nearest(Owner.DOCUMENT, unit(1, 0), 10).ids == ["passage"]


def test_an_index_without_texts_finds_nothing(build: Build) -> None:
    index = build([], {})

    assert [index.nearest(owner, unit(1, 0), 10).ids for owner in Owner] == [[], []]


def test_what_all_texts_of_a_language_have_in_common_does_not_count(build: Build) -> None:
    # By cosine the English text is nearer (0.8 > 0.6); less its language's mean (0.5) it is not.
    texts = [a_text("sv", unit(0.6, 0.8), SV), a_text("en", unit(0.8, 0.6), EN)]
    means = {SV: np.array([0, 0], np.float32), EN: np.array([0.5, 0], np.float32)}

    assert build(texts, {}).nearest(Owner.SERVICE, unit(1, 0), 2).ids == ["en", "sv"]
    assert build(texts, means).nearest(Owner.SERVICE, unit(1, 0), 2).ids == ["sv", "en"]


def test_the_means_that_an_index_froze_come_with_what_it_found(build: Build) -> None:
    means = {SV: unit(1, 0), EN: unit(0, 1)}

    found = build([a_text("a", unit(1, 0))], means).nearest(Owner.SERVICE, unit(1, 0), 1)

    assert {language: mean.tolist() for language, mean in found.means.items()} == {
        SV: [1.0, 0.0],
        EN: [0.0, 1.0],
    }


def test_among_two_thousand_texts_the_hundred_nearest_are_found(build: Build) -> None:
    texts = many_texts(2_000)
    index = build(texts, {})
    questions = [text.vector for text in many_texts(2_020)[2_000:]]

    for question in questions:
        got = index.nearest(Owner.SERVICE, question, 100).ids

        assert len(set(got) & set(exactly(texts, question, 100))) >= 99
        assert got[:10] == exactly(texts, question, 10)


def test_texts_are_found_beside_a_hundred_that_all_say_the_same(build: Build) -> None:
    different = many_texts(300)
    same = [a_text(f"same{number}", unit(*range(48))) for number in range(100)]
    index = build([*same, *different], {})

    assert all(index.nearest(Owner.SERVICE, text.vector, 3).ids[0] == text.id for text in different)
    assert len(index.nearest(Owner.SERVICE, same[0].vector, 100).ids) == 100


def test_a_text_that_is_written_again_is_found_at_its_new_place(chroma: ChromaFolder) -> None:
    index = chroma.create(1, {})
    index.upsert([a_text("a", unit(1, 0)), a_text("b", unit(0.8, 0.6))])

    index.upsert([a_text("a", unit(0, 1))])
    index.upsert([a_text("a", unit(0, 1))])

    assert index.nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["b", "a"]
    assert index.count(Owner.SERVICE) == 2


def test_a_deleted_text_is_not_found_whichever_owner_it_had(chroma: ChromaFolder) -> None:
    index = chroma.create(1, {})
    index.upsert([a_text("a", unit(1, 0)), a_text("b", unit(0, 1), owner=Owner.DOCUMENT)])

    index.delete(["a", "b", "never there"])
    index.delete([])

    assert [index.nearest(owner, unit(1, 0), 10).ids for owner in Owner] == [[], []]
    assert [index.count(owner) for owner in Owner] == [0, 0]


def test_generations_are_apart(chroma: ChromaFolder) -> None:
    chroma.create(1, {}).upsert([a_text("old", unit(1, 0))])
    chroma.create(2, {}).upsert([a_text("new", unit(1, 0))])

    assert chroma.generations() == {1, 2}
    assert chroma.open(1, {}).nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["old"]
    assert chroma.open(2, {}).nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["new"]


def test_a_new_generation_takes_the_place_of_leftovers_with_its_number(
    chroma: ChromaFolder,
) -> None:
    chroma.create(1, {}).upsert([a_text("left over", unit(1, 0))])

    assert chroma.create(1, {}).count(Owner.SERVICE) == 0


def test_a_dropped_generation_is_gone_for_those_who_held_it(chroma: ChromaFolder) -> None:
    held = chroma.create(1, {})
    held.upsert([a_text("a", unit(1, 0))])
    chroma.drop(1)
    chroma.drop(1)

    with pytest.raises(IndexGone):
        held.nearest(Owner.SERVICE, unit(1, 0), 10)
    with pytest.raises(IndexGone):
        held.upsert([a_text("b", unit(1, 0))])
    with pytest.raises(IndexGone):
        held.count(Owner.SERVICE)
    with pytest.raises(IndexGone):
        chroma.open(1, {})
    assert chroma.generations() == set()


def test_a_vector_of_another_model_is_refused(chroma: ChromaFolder) -> None:
    index = chroma.create(1, {})
    index.upsert([a_text("a", unit(1, 0))])

    with pytest.raises(IndexGone, match="dimension"):
        index.upsert([a_text("b", unit(1, 0, 0))])
    with pytest.raises(IndexGone, match="dimension"):
        index.nearest(Owner.SERVICE, unit(1, 0, 0), 10)


def test_what_was_written_is_there_when_it_is_opened_again(chroma: ChromaFolder) -> None:
    chroma.create(1, {}).upsert([a_text("a", unit(1, 0))])
    chroma.close()
    # Whatever was left open would be warned of here, and a warning is an error.
    gc.collect()

    assert chroma.open(1, {}).nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["a"]


def test_an_emptied_chroma_holds_nothing_and_can_be_filled(chroma: ChromaFolder) -> None:
    chroma.create(1, {}).upsert([a_text("a", unit(1, 0))])

    chroma.empty()

    assert chroma.generations() == set()
    chroma.create(2, {}).upsert([a_text("b", unit(1, 0))])
    assert chroma.open(2, {}).nearest(Owner.SERVICE, unit(1, 0), 10).ids == ["b"]
