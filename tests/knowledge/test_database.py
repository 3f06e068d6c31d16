"""A database is opened with today's schema, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import Connection

from knowledge.database import metadata, now, open_database


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "vagen.db"

    open_database(url_of(path)).dispose()

    assert path.is_file()


def test_every_table_is_there(engine: Engine) -> None:
    assert metadata.tables.keys() <= set(inspect(engine).get_table_names())


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with engine.begin() as writer, engine.connect() as reader:
        writer.execute(text("INSERT INTO facts (key, value) VALUES ('seed', 'x')"))

        assert reader.execute(text("SELECT count(*) FROM facts")).scalar() == 0


def test_a_service_without_its_organization_is_refused(engine: Engine) -> None:
    orphan = text("INSERT INTO services (id, organization_id, fields) VALUES ('a', 'nobody', '{}')")

    with pytest.raises(Exception, match="FOREIGN KEY constraint failed"), engine.begin() as db:
        db.execute(orphan)


def test_an_opening_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail_at_services(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if "CREATE TABLE services" in statement:
            raise InterruptedError

    event.listen(Engine, "before_cursor_execute", fail_at_services)
    try:
        with pytest.raises(InterruptedError):
            open_database(url_of(tmp_path / "vagen.db"))
    finally:
        event.remove(Engine, "before_cursor_execute", fail_at_services)

    bare = create_engine(url_of(tmp_path / "vagen.db"))
    assert inspect(bare).get_table_names() == []
    bare.dispose()
    open_database(url_of(tmp_path / "vagen.db")).dispose()


def test_rows_are_stamped_in_utc() -> None:
    offset = now().utcoffset()

    assert offset is not None
    assert offset.total_seconds() == 0
