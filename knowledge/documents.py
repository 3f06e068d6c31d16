"""Statements about documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Row, bindparam, delete, select

from knowledge.database import documents, upsert
from knowledge.models import Document
from knowledge.vocabulary import Language

# Made once: making a statement takes longer than running it.
_BY_ID = select(documents).where(documents.c.id.in_(bindparam("ids", expanding=True)))


def save_document(db: Connection, document: Document) -> None:
    """Insert or replace a document."""
    upsert(db, documents, asdict(document))


def remove_document(db: Connection, document_id: str) -> None:
    """Delete a document; its texts are deleted by whoever publishes."""
    db.execute(delete(documents).where(documents.c.id == document_id))


def document(db: Connection, document_id: str) -> Document | None:
    """One document, or nothing."""
    return next(iter(documents_by_id(db, [document_id]).values()), None)


def documents_by_id(db: Connection, ids: Sequence[str]) -> dict[str, Document]:
    """Documents by their ids; unknown ids are left out."""
    return {row.id: _document(row) for row in db.execute(_BY_ID, {"ids": list(ids)})}


def document_ids(db: Connection) -> set[str]:
    """Ids of all documents."""
    return set(db.execute(select(documents.c.id)).scalars())


def _document(row: Row[tuple[object, ...]]) -> Document:
    return Document(
        row.id,
        row.title,
        Language(row.language),
        row.body,
        row.publisher,
        row.url,
        row.dated_on,
        row.twin,
        tuple(row.sources),
    )
