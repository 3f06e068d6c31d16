"""The catalogue in memory is never older than what was published before it was asked for."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import Connection, Engine, event

from ingest.publishing import Publisher
from knowledge.models import Organization
from knowledge.published import PublishedCatalogue
from knowledge.vocabulary import Bilingual
from tests.builders import a_service

COLD = Bilingual("Kall frys", "Cold freezer")
COLDER = Bilingual("Kallare frys", "Colder freezer")


def test_an_unchanged_catalogue_is_read_once(engine: Engine, publisher: Publisher, laboratory: Organization) -> None:
    publisher.service(laboratory, a_service("freezer"))
    catalogue = PublishedCatalogue(engine)

    assert catalogue.current() is catalogue.current()


def test_an_edit_is_in_the_catalogue_at_once(engine: Engine, publisher: Publisher, laboratory: Organization) -> None:
    publisher.service(laboratory, a_service("freezer", name=COLD))
    catalogue = PublishedCatalogue(engine)
    before = catalogue.current().services["freezer"].name

    publisher.service(laboratory, a_service("freezer", name=COLDER))

    assert before == COLD
    assert catalogue.current().services["freezer"].name == COLDER


def test_a_withdrawn_service_is_out_of_the_catalogue_at_once(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    catalogue = PublishedCatalogue(engine)
    before = set(catalogue.current().services)

    publisher.withdraw_service("freezer")

    assert before == {"freezer"}
    assert catalogue.current().services == {}


def test_an_edit_that_arrives_while_the_catalogue_is_read_is_not_missed(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer", name=COLD))
    catalogue = PublishedCatalogue(engine)
    edited = Event()

    def edit_between(_db: Connection, _cursor: object, statement: str, *_: object) -> None:
        if "FROM services" in statement and not edited.is_set():
            edited.set()
            publisher.service(laboratory, a_service("freezer", name=COLDER))

    event.listen(engine, "after_cursor_execute", edit_between)
    first = catalogue.current()
    event.remove(engine, "after_cursor_execute", edit_between)

    assert first.services["freezer"].name == COLD
    assert catalogue.current().services["freezer"].name == COLDER


def test_many_questions_at_once_after_an_edit_read_the_catalogue_once(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    catalogue = PublishedCatalogue(engine)
    read = []

    def note_slowly(_db: Connection, _cursor: object, statement: str, *_: object) -> None:
        if "FROM services" in statement:
            read.append(statement)
            time.sleep(0.1)

    event.listen(engine, "after_cursor_execute", note_slowly)
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda _: catalogue.current(), range(8)))
    event.remove(engine, "after_cursor_execute", note_slowly)

    assert len(read) == 1
    assert all(one is given[0] for one in given)
