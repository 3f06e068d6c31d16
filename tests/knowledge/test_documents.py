"""Documents are kept whole and found by their passages."""

from __future__ import annotations

from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.documents import document, document_ids, documents_by_id, save_document
from knowledge.texts import Owner, texts_of
from knowledge.vocabulary import Language
from tests.builders import a_document


def test_a_document_comes_back_as_it_was(engine: Engine) -> None:
    saved = a_document(language=Language.EN, sources=("lab-sequencing", "other"), twin="tvilling")
    with engine.begin() as db:
        save_document(db, saved)

        assert document(db, saved.id) == saved


def test_a_document_that_nobody_saved_is_not_there(engine: Engine) -> None:
    with engine.connect() as db:
        assert document(db, "nothing") is None
        assert documents_by_id(db, []) == {}


def test_a_published_document_is_found_by_passages_under_its_headings(engine: Engine, publisher: Publisher) -> None:
    number = publisher.document(a_document())

    with engine.connect() as db:
        passages = texts_of(db, Owner.DOCUMENT, "guide-samples")
    assert number == len(passages)
    assert [text.heading for text in passages.values()] == ["Om prover › Frakt", "Om prover › Svar"]


def test_a_withdrawn_document_leaves_no_passages(engine: Engine, publisher: Publisher) -> None:
    publisher.document(a_document())

    assert publisher.withdraw_document("guide-samples")
    assert not publisher.withdraw_document("guide-samples")

    with engine.connect() as db:
        assert document_ids(db) == set()
        assert texts_of(db, Owner.DOCUMENT, "guide-samples") == {}
