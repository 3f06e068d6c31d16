"""All tables, and how a database is opened; statements live in the rooms' store modules."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random

# Seconds that one process waits for another's lock.
_PATIENCE = 10

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

# `fields` is what holds now, `seed` what the seed last said: a field that differs was edited.
organizations = Table(
    "organizations",
    metadata,
    Column("id", String, primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("seed", JSON),
    Column("withdrawn_at", DateTime(timezone=True)),
)

services = Table(
    "services",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization_id", ForeignKey("organizations.id"), nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("seed", JSON),
    Column("withdrawn_at", DateTime(timezone=True)),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("language", String(2), nullable=False),
    Column("publisher", String),
    Column("url", String),
    Column("dated_on", String),
    Column("twin", String),
    Column("body", Text, nullable=False),
    Column("sources", JSON, nullable=False),
)

# One row per searchable text; `owner` is 'service' or 'document'.
texts = Table(
    "texts",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("owner_id", String, nullable=False),
    Column("language", String(2), nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String, nullable=False, index=True),
    Column("heading", String),
    Column("page", Integer),
    Index("ix_texts_owner", "owner", "owner_id"),
)

# Raw unit vectors (float32), kept by what was embedded: an unchanged text is never embedded twice.
vectors = Table(
    "vectors",
    metadata,
    Column("digest", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# Which text changed, not what to do: the index's owner reads its present state.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_id", String, nullable=False),
    sqlite_autoincrement=True,
)

index_generations = Table(
    "index_generations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("model", String, nullable=False),
    Column("means", LargeBinary),
    Column("state", String, nullable=False),
    Column("built_at", DateTime(timezone=True)),
    sqlite_autoincrement=True,
)

facts = Table(
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("done_at", DateTime(timezone=True)),
    sqlite_autoincrement=True,
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("language", String(2), nullable=False),
    Column("outcome", String, nullable=False),
    Column("question", Text),
    Column("suggested", JSON, nullable=False),
    Column("total_ms", Float, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("turn_id", ForeignKey("turns.id"), index=True),
    Column("service_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)


def now() -> datetime:
    """The time that rows are stamped with: UTC."""
    return datetime.now(UTC)


def upsert(db: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or replace the row with its key, even if another process inserts it at this moment."""
    insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    db.execute(insert(table).values(**values).on_conflict_do_update(index_elements=keys, set_=rest))


def open_database(url: str) -> Engine:
    """An engine whose schema is up to date; SQLite runs in WAL with foreign keys on."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _make_folder(url)
        event.listen(engine, "connect", _prepare_sqlite)
    _migrate(engine)
    return engine


def _make_folder(url: str) -> None:
    name = make_url(url).database
    if name and name != ":memory:":
        Path(name).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    _use_wal(cursor)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


# Two processes that open a new database meet here, and SQLite fails at once instead of waiting for its lock.
@retry(
    retry=retry_if_exception_type(sqlite3.OperationalError),
    stop=stop_after_delay(_PATIENCE),
    wait=wait_random(0, 0.05),
    reraise=True,
)
def _use_wal(cursor: DBAPICursor) -> None:
    cursor.execute("PRAGMA journal_mode=WAL")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        # One process at a time, and all or nothing: Python's sqlite3 begins none for CREATE by itself.
        alone = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "SELECT pg_advisory_xact_lock(1986)"
        connection.execute(text(alone))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
