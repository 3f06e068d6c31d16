"""Statements about index generations: which one answers, which one is being built or asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from sqlalchemy import Connection, delete, insert, select, update

from knowledge.database import index_generations as table
from knowledge.database import now
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language


class Phase(StrEnum):
    """The life of a generation; exactly one is active."""

    REQUESTED = "requested"
    BUILDING = "building"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Generation:
    """The generation that answers, with the model and the means that it froze."""

    id: int
    model: str
    means: dict[Language, Vector]


def active(db: Connection) -> Generation | None:
    """The generation that answers, if there is one."""
    row = db.execute(select(table).where(table.c.state == Phase.ACTIVE)).one_or_none()
    return Generation(row.id, row.model, _means(row.means)) if row else None


def request(db: Connection, model: str) -> None:
    """Ask the index's owner for a new generation."""
    if not requested(db):
        db.execute(insert(table).values(model=model, state=Phase.REQUESTED))


def requested(db: Connection) -> bool:
    """Whether somebody has asked for a new generation."""
    return db.execute(select(table.c.id).where(table.c.state == Phase.REQUESTED)).first() is not None


def begin(db: Connection, model: str, means: dict[Language, Vector]) -> Generation:
    """A new generation in the building; what was left half built is forgotten."""
    db.execute(delete(table).where(table.c.state == Phase.BUILDING))
    values = {"model": model, "means": _packed(means), "state": Phase.BUILDING}
    number = db.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
    return Generation(number, model, means)


def flip(db: Connection, generation: Generation) -> None:
    """Let a finished generation answer, in place of the one that did; wishes older than it are fulfilled."""
    db.execute(delete(table).where(table.c.id < generation.id))
    finished = update(table).where(table.c.id == generation.id)
    db.execute(finished.values(state=Phase.ACTIVE, built_at=now()))


def _packed(means: dict[Language, Vector]) -> bytes:
    return b"".join(means[language].astype("<f4").tobytes() for language in Language if means)


def _means(packed: bytes | None) -> dict[Language, Vector]:
    if not packed:
        return {}
    halves = np.frombuffer(packed, dtype="<f4").reshape(len(Language), -1)
    return dict(zip(Language, halves, strict=True))
