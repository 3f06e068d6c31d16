from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge import store
from knowledge.database import tasks
from knowledge.documents import document_ids
from knowledge.exchange import InvalidFile
from knowledge.lexicon_sqlite import SqliteLexicon
from knowledge.texts import Owner, pending, settle, texts_of, texts_without_vector
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization
from tests.fakes import WordEmbedder

FREE = Bilingual("Gratis", "Free")
DEAR = Bilingual("Dyrt", "Dear")


def _service(engine: Engine, service_id: str = "lab-sequencing") -> store.Record:
    with engine.connect() as db:
        record = store.service_record(db, service_id)
    assert record
    return record


def _tasks(engine: Engine) -> list[tuple[str, str, dict[str, Any]]]:
    with engine.connect() as db:
        return [(row.kind, row.subject, row.details) for row in db.execute(select(tasks))]


def _settle(engine: Engine) -> None:
    with engine.begin() as db:
        settle(db, [number for number, _ in pending(db)])


def test_an_empty_database_is_filled(publisher: Publisher, engine: Engine, seed: Path) -> None:
    assert load_seed(publisher, seed)

    with engine.connect() as db:
        catalogue = store.published(db)
        assert dict(catalogue.services) == {"lab-sequencing": a_service()}
        assert catalogue.organization_of("lab-sequencing").name == an_organization().name
        assert document_ids(db) == {"guide-samples"}
        assert len(texts_of(db, Owner.SERVICE, "lab-sequencing")) == 10
        assert len(texts_of(db, Owner.DOCUMENT, "guide-samples")) == 2
        assert texts_without_vector(db, "words") == []
    assert _tasks(engine) == []


def test_an_unchanged_seed_is_not_even_parsed(
    publisher: Publisher, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_seed(publisher, seed)
    monkeypatch.setattr("yaml.load", None)
    monkeypatch.setattr("yaml.safe_load", None)

    assert not load_seed(publisher, seed)


def test_only_texts_that_changed_are_indexed_anew(
    publisher: Publisher, engine: Engine, seed: Path, model: WordEmbedder
) -> None:
    load_seed(publisher, seed)
    _settle(engine)
    model.embedded.clear()
    asks = replace(a_service().asks, sv=(*a_service().asks.sv[:3], "Hur läser man dna?"))
    write_organization(seed, an_organization(a_service(asks=asks)))

    load_seed(publisher, seed)

    assert model.embedded == ["Hur läser man dna?"]
    with engine.connect() as db:
        assert len(pending(db)) == 2


def test_a_service_can_move_to_another_organization(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    write_organization(seed, replace(an_organization(), services=()))
    write_organization(
        seed, an_organization(a_service(), id="institute", name=Bilingual("Institutet", "The Institute"))
    )

    load_seed(publisher, seed)

    with engine.connect() as db:
        assert store.published(db).organization_of("lab-sequencing").id == "institute"


def test_guides_follow_the_seed_and_other_documents_are_left_alone(
    publisher: Publisher, engine: Engine, seed: Path
) -> None:
    load_seed(publisher, seed)
    publisher.document(a_document("report"))
    (seed / "guides" / "guide-samples.md").unlink()
    write_guide(seed, a_document("guide-money"))

    load_seed(publisher, seed)

    with engine.connect() as db:
        assert document_ids(db) == {"guide-money", "report"}
        assert texts_of(db, Owner.DOCUMENT, "guide-samples") == {}


def test_a_faulty_seed_changes_nothing(publisher: Publisher, engine: Engine, seed: Path) -> None:
    load_seed(publisher, seed)
    write_organization(seed, an_organization(a_service(fees=FREE)), number=12)

    with pytest.raises(InvalidFile, match=r"lab\.yaml: number"):
        load_seed(publisher, seed)

    assert _service(engine).fields["fees"] is None


def test_a_seed_is_taken_in_whole_or_not_at_all(publisher: Publisher, engine: Engine, seed: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        load_seed(replace(publisher, lexicon=_StoppedLexicon()), seed)

    with engine.connect() as db:
        assert store.published(db).services == {}
        assert pending(db) == []
    assert load_seed(publisher, seed)


def test_what_was_embedded_before_an_interruption_is_not_embedded_again(
    publisher: Publisher, seed: Path, model: WordEmbedder
) -> None:
    with pytest.raises(KeyboardInterrupt):
        load_seed(replace(publisher, lexicon=_StoppedLexicon()), seed)
    embedded = list(model.embedded)

    load_seed(publisher, seed)

    assert embedded
    assert model.embedded == embedded


class _StoppedLexicon(SqliteLexicon):
    """Is stopped by the person at the keyboard when the services are done and the guides begin."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        if owner == Owner.DOCUMENT:
            raise KeyboardInterrupt
        super().write(db, text_id, owner, language, text)
