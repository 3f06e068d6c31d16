"""Numbers that move with what they stand for, in whichever process it moved."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, Integer, String, bindparam, insert, select, update
from sqlalchemy import cast as cast_column

from knowledge.database import facts


class Revised(StrEnum):
    """What has a revision."""

    CATALOGUE = "revision"
    TEXTS = "texts revision"


# Made once: making a statement takes longer than running it.
_REVISION = select(facts.c.value).where(facts.c.key == bindparam("of"))


def revision(db: Connection, of: Revised) -> int:
    """A number that moves whenever this does; 0 before its first move."""
    return int(db.execute(_REVISION, {"of": of}).scalar() or 0)


def move(db: Connection, of: Revised) -> None:
    """Say that this has changed, in the caller's transaction."""
    following = cast_column(cast_column(facts.c.value, Integer) + 1, String)
    if not db.execute(update(facts).where(facts.c.key == of).values(value=following)).rowcount:
        db.execute(insert(facts).values(key=of, value="1"))
