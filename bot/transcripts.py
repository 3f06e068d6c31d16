"""Statements about conversations; a turn's question is kept without the personal data that was masked."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, insert, select

from bot.models import Outcome, Reply
from knowledge.database import conversations, feedback, now, tasks, turns
from knowledge.vocabulary import Language

# Made once: making a statement takes longer than running it.
_BEGIN, _KEEP, _TASK = insert(conversations), insert(turns), insert(tasks)


def new_id() -> str:
    """128 random bits."""
    return secrets.token_hex(16)


def is_known(db: Connection, conversation_id: str) -> bool:
    """Whether a conversation has been started."""
    return db.execute(select(conversations.c.id).where(conversations.c.id == conversation_id)).first() is not None


def begin(db: Connection, conversation_id: str) -> None:
    """Keep that a conversation has been started."""
    db.execute(_BEGIN, {"id": conversation_id, "created_at": now()})


def keep_turn(db: Connection, reply: Reply) -> None:
    """Keep a turn of a conversation that was started."""
    values = {
        "id": reply.turn_id,
        "conversation_id": reply.conversation_id,
        "created_at": now(),
        "language": reply.language,
        "outcome": reply.outcome,
        "question": reply.question,
        "suggested": [suggestion.service.id for suggestion in reply.suggestions],
        "total_ms": reply.timings_ms.get("total", 0.0),
    }
    db.execute(_KEEP, values)


def report_contact(db: Connection, turn_id: str | None, service_id: str) -> None:
    """Keep that somebody called a contact wrong, and open a task for the advisors."""
    known = turn_id and db.execute(select(turns.c.id).where(turns.c.id == turn_id)).scalar()
    kept = known or None
    db.execute(insert(feedback).values(turn_id=kept, service_id=service_id, kind="wrong_contact", created_at=now()))
    details = {"turn_id": kept}
    db.execute(_TASK, {"kind": "wrong_contact", "subject": service_id, "details": details, "created_at": now()})


def report_gap(db: Connection, reply: Reply) -> None:
    """Open a task for a need that no service meets."""
    kinds = sorted({kind for need in reply.needs if need.outcome is Outcome.NO_MATCH for kind in need.kinds})
    details = {"turn_id": reply.turn_id, "kinds": kinds, "language": Language(reply.language)}
    db.execute(_TASK, {"kind": "no_service", "subject": reply.turn_id, "details": details, "created_at": now()})
