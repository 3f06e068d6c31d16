"""Exact scores come from what SQL holds at this moment, though it is read only when a text has changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import Engine, event

from ingest.publishing import Publisher
from knowledge.rescoring import Rescoring, Scored
from knowledge.texts import Owner, keep_vector, texts_of
from knowledge.vocabulary import Language
from tests.fakes import WordEmbedder

PROFILE = "svc:loan:profile:sv"
Score = Callable[[str], list[Scored]]


@pytest.fixture
def score(engine: Engine, model: WordEmbedder) -> Score:
    """Scores a published profile and a text that never was, always by the same memory."""
    rescoring = Rescoring("words")

    def score(question: str) -> list[Scored]:
        with engine.connect() as db:
            vector = model.embed_question(question)
            shelf = rescoring.shelves(db, len(vector))[Owner.SERVICE]
            return shelf.scores(vector, None, [PROFILE, "svc:nothing:profile:sv"], {}, 9)

    return score


def test_a_score_is_the_cosine_with_the_vector_that_sql_holds(
    publish: Callable[..., None], engine: Engine, model: WordEmbedder, score: Score
) -> None:
    publish("loan")

    found = next(one for one in score("ett loan") if one.text_id == PROFILE)

    with engine.connect() as db:
        searched = texts_of(db, Owner.SERVICE, "loan")[PROFILE].searched
    cosine = float(model.embed_passage(searched) @ model.embed_question("ett loan"))
    assert (found.text_id, found.owner_id, found.language) == (PROFILE, "loan", Language.SV)
    assert found.score == found.similarity == pytest.approx(cosine)


def test_vectors_are_read_once_and_again_when_a_text_has_changed(
    publish: Callable[..., None], publisher: Publisher, engine: Engine, score: Score
) -> None:
    publish("loan")
    read: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: read.append(said[2]))

    score("loan")
    once = len([one for one in read if "vectors" in one])
    score("loan")
    twice = len([one for one in read if "vectors" in one])
    publisher.withdraw_service("loan")
    after = score("loan")

    assert once == twice > 0
    assert after == []


def test_a_damaged_vector_costs_its_own_text_only(
    publish: Callable[..., None], publisher: Publisher, engine: Engine, score: Score
) -> None:
    publish("loan")
    with engine.begin() as db:
        searched = texts_of(db, Owner.SERVICE, "loan")[PROFILE].searched
        keep_vector(db, "words", searched, np.ones(3, np.float32))

    assert PROFILE not in {one.text_id for one in score("loan")}


def test_an_empty_database_gives_no_scores(score: Score) -> None:
    assert score("loan") == []


def test_the_best_come_first_and_a_languages_mean_is_taken_from_its_own_texts(
    publish: Callable[..., None], engine: Engine, model: WordEmbedder
) -> None:
    for word in ("loan", "grant", "freezer"):
        publish(word)
    question = model.embed_question("a grant for companies")
    with engine.connect() as db:
        asked = [text_id for word in ("loan", "grant", "freezer") for text_id in texts_of(db, Owner.SERVICE, word)]
        shelf = Rescoring("words").shelves(db, len(question))[Owner.SERVICE]
        plain = shelf.scores(question, None, asked, {}, 3)
        shifted = shelf.scores(question, None, asked, {Language.EN: question}, 100)

    assert [one.score for one in plain] == sorted((one.score for one in plain), reverse=True)
    assert (len(plain), plain[0].owner_id, plain[0].language) == (3, "grant", Language.EN)
    best = {one.text_id: one.score for one in shifted}[plain[0].text_id]
    assert best == pytest.approx(plain[0].score - 1)


def test_all_texts_of_a_service_count_though_the_index_has_found_only_one(
    publish: Callable[..., None], score: Score
) -> None:
    publish("loan")

    assert {one.text_id.split(":")[2] for one in score("loan")} == {"profile", "ask"}


def test_with_enough_services_a_text_is_worth_what_its_place_among_them_says_and_keeps_its_cosine(
    publish: Callable[..., None], engine: Engine, model: WordEmbedder
) -> None:
    for number in range(40):
        publish(f"service-{number}")
    question = model.embed_question("service-7")
    with engine.connect() as db:
        asked = list(texts_of(db, Owner.SERVICE, "service-7"))
        learnt, plain = (Rescoring("words", learns=one).shelves(db, 384)[Owner.SERVICE] for one in (True, False))

    query = learnt.query(question, Language.SV)
    assert query is not None
    found, bare = learnt.scores(question, query.scores, asked, {}, 9), plain.scores(question, None, asked, {}, 9)

    assert plain.query(question, Language.SV) is None
    worth = query.scores
    assert [one.score for one in found] == pytest.approx([float(worth[learnt.places[one.text_id]]) for one in found])
    assert {one.text_id: one.similarity for one in found} == {one.text_id: one.score for one in bare}


def test_the_nearest_of_all_texts_are_found_without_an_index(
    publish: Callable[..., None], engine: Engine, model: WordEmbedder
) -> None:
    for number in range(40):
        publish(f"service-{number}")
    question = model.embed_question("service-7")
    with engine.connect() as db:
        shelf = Rescoring("words").shelves(db, 384)[Owner.SERVICE]
    query = shelf.query(question, Language.SV)
    assert query is not None

    found = shelf.nearest(query, 5)

    assert len(found) == 5
    assert found[0].owner_id == "service-7"
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found[0].score == pytest.approx(float(query.scores.max()))


def test_after_an_edit_only_new_vectors_are_read(
    publish: Callable[..., None], publisher: Publisher, engine: Engine, score: Score
) -> None:
    publish("loan")
    publish("lab")
    score("loan")
    asked: list[int] = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda *said: asked.append(len(said[3])) if "vectors.vector" in said[2] else None,
    )

    publisher.withdraw_service("lab")
    gone = {one.owner_id for one in score("loan")}
    publish("lab")
    back = {one.owner_id for one in score("loan")}

    assert (gone, back) == ({"loan"}, {"loan"})
    with engine.connect() as db:
        new = len(texts_of(db, Owner.SERVICE, "lab"))
    # A model's name and the digests; nothing new was read when the service went.
    assert asked == [1 + new]
