"""The schema, and every statement about catalogue and documents, are the same in both dialects."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Timer

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, select, text

from knowledge import documents, revisions, store, texts
from knowledge.database import metadata, open_database, tasks
from knowledge.embedding_model import Vector
from knowledge.revisions import Revised
from knowledge.store import Record
from knowledge.vocabulary import Language
from tests.builders import a_document, a_service, an_organization

SV, EN = Language.SV, Language.EN
MODEL = "words"


def vector(*numbers: float) -> Vector:
    return np.array(numbers, np.float32)


# The schema


def test_the_migrations_lead_to_the_tables_that_are_declared(engine: Engine) -> None:
    with engine.connect() as db:
        context = MigrationContext.configure(
            db,
            opts={
                "include_object": lambda _o, name, *_: not str(name).startswith("lexicon"),
                "compare_type": True,
            },
        )

        assert compare_metadata(context, metadata) == []


def test_a_database_can_be_opened_again(database_url: str) -> None:
    first = open_database(database_url)
    with first.begin() as db:
        store.keep_fact(db, "seed", "x")
    first.dispose()

    again = open_database(database_url)
    with again.connect() as db:
        assert store.fact(db, "seed") == "x"
    again.dispose()


def test_processes_that_open_a_new_database_at_once_all_succeed(database_url: str) -> None:
    code = "import sys; from knowledge.database import open_database; open_database(sys.argv[1])"
    command = [sys.executable, "-c", code, database_url]

    opening = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    said = [one.communicate(timeout=60)[1].decode() for one in opening]

    assert [(one.returncode, text) for one, text in zip(opening, said, strict=True)] == [(0, "")] * 4


def test_who_opens_a_new_database_that_another_writes_to_waits_for_it(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "vagen.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE of_another (id INTEGER)")
    done = Timer(0.3, other.commit)
    done.start()

    opened = open_database(f"sqlite:///{tmp_path / 'vagen.db'}")

    done.join()
    with opened.connect() as db:
        assert db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert db.execute(text("SELECT count(*) FROM of_another")).scalar() == 0
    opened.dispose()
    other.close()


# The catalogue


def test_what_is_saved_is_published_until_it_is_withdrawn(db: Connection) -> None:
    organization, service = an_organization(), a_service("freezer")
    fields = store.service_fields(service)
    store.save_organization(db, Record("lab", store.organization_fields(organization), None, False))
    record = Record("freezer", fields, {"website": None}, False, "lab")
    store.save_service(db, record)

    published = store.published(db)
    assert published.services == {"freezer": service}
    assert published.organization_of("freezer") == replace(organization, services=())
    assert store.service_records(db) == {"freezer": record}
    assert store.organization_records(db)["lab"].withdrawn is False

    store.withdraw_service(db, "freezer")
    assert store.published(db).services == {}
    assert store.service_record(db, "freezer") == replace(record, withdrawn=True)

    store.save_service(db, replace(record, seed=None))
    assert store.published(db).services == {"freezer": service}
    assert store.service_record(db, "freezer") == replace(record, seed=None)


def test_the_revision_moves_with_every_change_of_what_is_published(db: Connection) -> None:
    seen = [revisions.revision(db, Revised.CATALOGUE)]
    for _ in range(11):
        revisions.move(db, Revised.CATALOGUE)
        seen.append(revisions.revision(db, Revised.CATALOGUE))

    assert seen == list(range(12))


def test_a_fact_is_remembered_until_another_takes_its_place(db: Connection) -> None:
    assert store.fact(db, "seed") is None

    store.keep_fact(db, "seed", "one")
    store.keep_fact(db, "seed", "two")
    store.keep_fact(db, "other", "three")

    assert [store.fact(db, key) for key in ("seed", "other")] == ["two", "three"]


def test_tasks_are_put_on_the_advisors_list(db: Connection) -> None:
    store.open_tasks(db, "seed_proposes", "freezer", [{"field": "fees"}, {"field": "å"}])

    rows = db.execute(select(tasks).order_by(tasks.c.id)).all()
    assert [(row.kind, row.subject, row.details["field"]) for row in rows] == [
        ("seed_proposes", "freezer", "fees"),
        ("seed_proposes", "freezer", "å"),
    ]
    assert all(row.created_at and row.done_at is None for row in rows)


# Documents


def test_a_document_is_replaced_read_and_removed(db: Connection) -> None:
    document = a_document(sources=("lab-sequencing",), twin="guide-samples-en")
    documents.save_document(db, document)
    assert documents.document(db, document.id) == document

    documents.save_document(db, replace(document, title="Om andra prover", twin=None))
    documents.save_document(db, a_document("guide-other"))
    assert documents.document_ids(db) == {"guide-samples", "guide-other"}
    assert documents.documents_by_id(db, ["guide-samples", "nothing"]) == {
        "guide-samples": replace(document, title="Om andra prover", twin=None)
    }

    documents.remove_document(db, "guide-samples")
    documents.remove_document(db, "guide-samples")
    assert documents.document(db, "guide-samples") is None


# Two at once


def test_two_who_keep_the_same_vector_or_fact_at_once_both_succeed(engine: Engine) -> None:
    with ThreadPoolExecutor(1) as other, engine.begin() as db:
        texts.keep_vector(db, MODEL, "labb", vector(1))
        store.keep_fact(db, "seed", "x")

        def keep_too() -> None:
            with engine.begin() as second:
                texts.keep_vector(second, MODEL, "labb", vector(1))
                store.keep_fact(second, "seed", "x")

        waiting = other.submit(keep_too)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)
        db.commit()
        waiting.result(timeout=20)

    with engine.connect() as db:
        assert texts.kept_vectors(db, MODEL, ["labb"])["labb"].tolist() == [1]
