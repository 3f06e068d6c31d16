"""Every statement about texts, vectors, outbox and generations does the same in both dialects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection

from knowledge import generations, texts
from knowledge.embedding_model import Vector
from knowledge.lexicon import Lexicon
from knowledge.texts import Changes, Owner, SearchText
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
MODEL = "words"


def vector(*numbers: float) -> Vector:
    return np.array(numbers, np.float32)


def a_text(text_id: str, body: str = "", *, owner_id: str = "lab", language: Language = SV) -> SearchText:
    return SearchText(text_id, Owner.SERVICE, owner_id, language, body or text_id)


def write(db: Connection, lexicon: Lexicon, *wanted: SearchText) -> None:
    """Keep texts, each with a vector that points where its place among them says."""
    texts.apply(db, lexicon, Changes(wanted, ()))
    for place, text in enumerate(wanted):
        texts.keep_vector(db, MODEL, text.searched, vector(*np.eye(len(wanted))[place]))


def ids(found: Sequence[texts.Embedded]) -> list[str]:
    return [text.id for text in found]


# Texts, vectors and outbox


def test_texts_are_written_and_deleted_and_the_index_is_told(db: Connection, lexicon: Lexicon) -> None:
    one, two = a_text("svc:lab:profile:sv"), a_text("svc:lab:ask:sv:1")
    passage = SearchText("doc:guide:1", Owner.DOCUMENT, "guide", EN, "Samples", "Guide › Samples", 3)
    texts.apply(db, lexicon, Changes((one, two, passage), ()))

    assert texts.texts_of(db, Owner.SERVICE, "lab") == {one.id: one, two.id: two}
    assert texts.texts_by_id(db, [passage.id, "nothing"]) == {passage.id: passage}
    assert [texts.count_texts(db, owner) for owner in Owner] == [2, 1]

    texts.apply(db, lexicon, Changes((replace(one, body="Nytt"),), (two.id,)))
    texts.apply(db, lexicon, Changes((), ()))
    assert texts.texts_of(db, Owner.SERVICE, "lab") == {one.id: replace(one, body="Nytt")}
    assert [text_id for _, text_id in texts.pending(db)] == [
        one.id,
        two.id,
        passage.id,
        two.id,
        one.id,
    ]


def test_words_are_kept_by_service_and_by_passage(db: Connection, lexicon: Lexicon) -> None:
    def found() -> list[list[str]]:
        asked = ((Owner.SERVICE, "frys"), (Owner.SERVICE, "cell"), (Owner.DOCUMENT, "frys"))
        return [[text_id for text_id, _ in lexicon.search(db, owner, SV, [word], 5)] for owner, word in asked]

    one, two = a_text("svc:lab:profile:sv", "frys"), a_text("svc:lab:ask:sv:1", "cell")
    passage = SearchText("doc:guide:1", Owner.DOCUMENT, "guide", SV, "frys")
    texts.apply(db, lexicon, Changes((one, two, passage), ()))
    assert found() == [["svc:lab:sv"], ["svc:lab:sv"], [passage.id]]

    texts.apply(db, lexicon, Changes((), (two.id, passage.id)))
    assert found() == [["svc:lab:sv"], [], []]

    texts.apply(db, lexicon, Changes((), (one.id,)))
    assert found() == [[], [], []]


def test_words_can_be_given_to_full_text_search_anew(db: Connection, lexicon: Lexicon) -> None:
    write(db, lexicon, a_text("svc:lab:profile:sv", "frys"))
    lexicon.write(db, "svc:gone:sv", Owner.SERVICE, SV, "frys")

    texts.renew_words(db, lexicon)
    lexicon.settle(db)

    assert [text_id for text_id, _ in lexicon.search(db, Owner.SERVICE, SV, ["frys"], 5)] == ["svc:lab:sv"]


def test_the_outbox_is_carried_out_oldest_first_and_never_reuses_a_number(db: Connection, lexicon: Lexicon) -> None:
    texts.apply(db, lexicon, Changes(tuple(a_text(f"t{place}") for place in range(4)), ()))
    oldest = texts.pending(db, 3)
    assert [text_id for _, text_id in oldest] == ["t0", "t1", "t2"]

    texts.settle(db, [number for number, _ in texts.pending(db)])
    texts.settle(db, [])
    assert texts.pending(db) == []

    texts.apply(db, lexicon, Changes((), ("t0",)))
    assert texts.pending(db)[0][0] > oldest[-1][0]


def test_a_vector_is_kept_per_model_and_comes_back_exactly(db: Connection) -> None:
    kept = np.random.default_rng(1).normal(size=384).astype(np.float32)
    texts.keep_vector(db, MODEL, "labb", vector(1))
    texts.keep_vector(db, MODEL, "labb", kept)
    texts.keep_vector(db, "other", "labb", vector(2))

    found = texts.kept_vectors(db, MODEL, ["labb", "never embedded"])

    assert found.keys() == {"labb"}
    assert np.array_equal(found["labb"], kept)


def test_only_what_a_model_has_not_embedded_is_missing(db: Connection) -> None:
    asked = [f"text {number}" for number in range(1_200)]
    for text in asked[::2]:
        texts.keep_vector(db, MODEL, text, vector(1))

    assert texts.missing_vectors(db, MODEL, [*asked, *asked]) == asked[1::2]
    assert texts.missing_vectors(db, "other", asked[:3]) == asked[:3]
    assert texts.missing_vectors(db, MODEL, []) == []


def test_texts_with_vectors_are_read_in_pages_of_one_kind(db: Connection, lexicon: Lexicon) -> None:
    write(db, lexicon, *(a_text(f"t{place}") for place in (3, 1, 2, 0)))
    texts.apply(db, lexicon, Changes((a_text("t4", "no vector"),), ()))

    first = texts.embedded_page(db, MODEL, Owner.SERVICE, "", 3)
    assert ids(first) == ["t0", "t1", "t2"]
    assert ids(texts.embedded_page(db, MODEL, Owner.SERVICE, "t2", 3)) == ["t3"]
    assert texts.embedded_page(db, MODEL, Owner.DOCUMENT, "", 3) == []
    assert first[1].vector.tolist() == [0, 1, 0, 0]
    assert (first[1].owner, first[1].owner_id, first[1].language) == (Owner.SERVICE, "lab", SV)


def test_texts_without_a_vector_of_the_model_are_left_out(db: Connection, lexicon: Lexicon) -> None:
    write(db, lexicon, a_text("with"))
    texts.apply(db, lexicon, Changes((a_text("without"),), ()))

    assert ids(texts.embedded(db, MODEL, ["with", "without", "nothing"])) == ["with"]
    assert texts.embedded(db, "other", ["with"]) == []
    assert texts.texts_without_vector(db, MODEL) == ["without"]
    assert sorted(texts.texts_without_vector(db, "other")) == ["with", "without"]


def test_means_are_taken_over_profiles_that_exist_in_both_languages(db: Connection, lexicon: Lexicon) -> None:
    write(
        db,
        lexicon,
        a_text("svc:a:profile:sv", owner_id="a"),
        a_text("svc:a:profile:en", owner_id="a", language=EN),
        a_text("svc:b:profile:sv", owner_id="b"),
        a_text("svc:b:profile:en", owner_id="b", language=EN),
        a_text("svc:c:profile:sv", owner_id="c"),
        a_text("svc:a:ask:sv:1", owner_id="a"),
    )

    means = texts.profile_means(db, MODEL)

    assert means[SV].tolist() == [0.5, 0, 0.5, 0, 0, 0]
    assert means[EN].tolist() == [0, 0.5, 0, 0.5, 0, 0]
    assert texts.profile_means(db, "other") == {}


# Generations


def test_a_generation_is_asked_for_built_and_takes_over(db: Connection) -> None:
    assert generations.active(db) is None
    assert not generations.requested(db)

    generations.request(db, MODEL)
    generations.request(db, MODEL)
    assert generations.requested(db)

    means = {SV: vector(0.25, 1), EN: vector(0, -1)}
    first = generations.begin(db, MODEL, means)
    assert generations.active(db) is None

    generations.flip(db, first)
    found = generations.active(db)
    assert found is not None
    assert (found.id, found.model) == (first.id, MODEL)
    assert {language: mean.tolist() for language, mean in found.means.items()} == {
        SV: [0.25, 1],
        EN: [0, -1],
    }
    assert not generations.requested(db)


def test_exactly_one_generation_is_active_after_each_flip(db: Connection) -> None:
    numbers = []
    for _ in range(3):
        generations.begin(db, MODEL, {})
        generation = generations.begin(db, MODEL, {})
        generations.flip(db, generation)
        found = generations.active(db)
        assert found == generation
        numbers.append(generation.id)

    assert numbers == sorted(set(numbers))


def test_a_wish_outlives_a_build_that_never_ended_and_one_that_began_before_it(
    db: Connection,
) -> None:
    generations.request(db, MODEL)
    generations.begin(db, MODEL, {})
    began_again = generations.begin(db, MODEL, {})
    assert generations.requested(db)

    generations.flip(db, began_again)
    assert not generations.requested(db)

    building = generations.begin(db, MODEL, {})
    generations.request(db, MODEL)
    generations.flip(db, building)
    assert generations.requested(db)
