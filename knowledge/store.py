"""Statements about organizations and services."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update

from knowledge.catalogue import Catalogue
from knowledge.database import facts, now, organizations, services, tasks, upsert
from knowledge.models import Organization, Service
from knowledge.revisions import Revised, move, revision

Fields = dict[str, Any]

_organization = TypeAdapter(Organization)
_service = TypeAdapter(Service)


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of an organization or service: what holds now, and what the seed last said."""

    id: str
    fields: Fields
    seed: Fields | None
    withdrawn: bool
    organization_id: str | None = None


def organization_fields(organization: Organization) -> Fields:
    """An organization as it is stored, without its services."""
    return cast(Fields, _organization.dump_python(replace(organization, services=()), mode="json"))


def service_fields(service: Service) -> Fields:
    """A service as it is stored."""
    return cast(Fields, _service.dump_python(service, mode="json"))


def as_organization(fields: Mapping[str, Any]) -> Organization:
    """A stored organization as a value."""
    return _organization.validate_python(fields)


def as_service(fields: Mapping[str, Any]) -> Service:
    """A stored service as a value."""
    return _service.validate_python(fields)


def published(db: Connection) -> Catalogue:
    """Everything that is not withdrawn; a service of a withdrawn organization is not published."""
    # Read first: what is published while we read must make this catalogue look old, never new.
    number = revision(db, Revised.CATALOGUE)
    kept = {
        row.id: as_organization(row.fields)
        for row in db.execute(select(organizations).where(organizations.c.withdrawn_at.is_(None)).order_by("id"))
    }
    rows = [
        row
        for row in db.execute(select(services).where(services.c.withdrawn_at.is_(None)).order_by("id"))
        if row.organization_id in kept
    ]
    return Catalogue(
        number,
        kept,
        {row.id: as_service(row.fields) for row in rows},
        {row.id: row.organization_id for row in rows},
    )


def digest_of_catalogue(db: Connection) -> str:
    """Moves when anything that is published of organizations and services does."""
    catalogue = published(db)
    kept = [organization_fields(one) for one in catalogue.organizations.values()]
    kept += [service_fields(one) for one in catalogue.services.values()]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def organization_records(db: Connection) -> dict[str, Record]:
    """Every organization, withdrawn ones too."""
    return {
        row.id: Record(row.id, row.fields, row.seed, row.withdrawn_at is not None)
        for row in db.execute(select(organizations))
    }


def service_records(db: Connection) -> dict[str, Record]:
    """Every service, withdrawn ones too."""
    return {
        row.id: Record(row.id, row.fields, row.seed, row.withdrawn_at is not None, row.organization_id)
        for row in db.execute(select(services))
    }


def service_record(db: Connection, service_id: str) -> Record | None:
    """One service, withdrawn or not."""
    row = db.execute(select(services).where(services.c.id == service_id)).one_or_none()
    if row is None:
        return None
    return Record(row.id, row.fields, row.seed, row.withdrawn_at is not None, row.organization_id)


def save_organization(db: Connection, record: Record) -> None:
    """Insert or replace an organization."""
    upsert(db, organizations, {"id": record.id, "fields": record.fields, "seed": record.seed})


def save_service(db: Connection, record: Record) -> None:
    """Insert or replace a service; a record that is not withdrawn is published again."""
    values = {"fields": record.fields, "seed": record.seed, "organization_id": record.organization_id}
    if not record.withdrawn:
        values["withdrawn_at"] = None
    upsert(db, services, {"id": record.id, **values})


def withdraw_service(db: Connection, service_id: str) -> None:
    """Take a service out of every answer, at once."""
    db.execute(update(services).where(services.c.id == service_id).values(withdrawn_at=now()))
    move(db, Revised.CATALOGUE)


def fact(db: Connection, key: str) -> str | None:
    """One remembered fact about the database itself."""
    return db.execute(select(facts.c.value).where(facts.c.key == key)).scalar()


def keep_fact(db: Connection, key: str, value: str) -> None:
    """Remember a fact about the database itself."""
    upsert(db, facts, {"key": key, "value": value})


def open_tasks(db: Connection, kind: str, subject: str, details: Iterable[Fields]) -> None:
    """Put tasks about one subject on the advisors' list."""
    for detail in details:
        db.execute(insert(tasks).values(kind=kind, subject=subject, details=detail, created_at=now()))
