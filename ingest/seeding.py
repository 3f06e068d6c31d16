"""Fills a database from the seed, and lets a newer seed follow without undoing anybody's edit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ingest.chunking import passages
from ingest.publishing import Publisher, service_texts
from ingest.reading import read_document
from knowledge import revisions, store
from knowledge.documents import document_ids, remove_document, save_document
from knowledge.exchange import read_organization
from knowledge.models import Document, Organization
from knowledge.revisions import Revised
from knowledge.store import Fields, Record
from knowledge.texts import Owner, SearchText
from knowledge.vectors import Progress, silent

GUIDE = "guide-"


@dataclass(frozen=True, slots=True)
class Merged:
    """A record after a newer seed, and what the seed proposes for fields that were edited."""

    fields: Fields
    proposals: Fields


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything in a seed folder."""

    organizations: tuple[Organization, ...]
    guides: tuple[Document, ...]


@dataclass(slots=True)
class Plan:
    """What a seed asks of a database: records to save, tasks to open, texts to be found by."""

    organizations: list[Record] = field(default_factory=list)
    services: list[Record] = field(default_factory=list)
    proposals: list[tuple[str, Fields]] = field(default_factory=list)
    ended: list[Record] = field(default_factory=list)
    texts: dict[str, list[SearchText]] = field(default_factory=dict)


def merge(fields: Fields, old: Mapping[str, Any] | None, new: Fields) -> Merged:
    """A field nobody touched follows the seed; a touched one stays, and the seed proposes."""
    if old is None:
        changed = {key: value for key, value in new.items() if fields.get(key) != value}
        return Merged(dict(fields), changed)
    touched = {key for key in fields if fields[key] != old.get(key)}
    news = {key: new[key] for key in touched & new.keys() if new[key] != old.get(key)}
    proposals = {key: value for key, value in news.items() if value != fields[key]}
    kept = {key: fields[key] if key in touched else value for key, value in new.items()}
    return Merged(kept, proposals)


def seed_files(folder: Path) -> list[Path]:
    """The organizations and guides of a seed folder, in order."""
    return [*sorted(folder.glob("organizations/*.yaml")), *sorted(folder.glob("guides/*.md"))]


def digest_of_seed(folder: Path) -> str:
    """What tells whether the seed, or the way it is read, has changed."""
    digest = hashlib.sha256(b"2")
    for path in seed_files(folder):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_seed(folder: Path) -> Seed:
    """All organizations and guides; raises InvalidFile or UnreadableDocument."""
    files = seed_files(folder)
    organizations = tuple(read_organization(path) for path in files if path.suffix == ".yaml")
    return Seed(organizations, tuple(read_document(path) for path in files if path.suffix == ".md"))


def load_seed(publisher: Publisher, folder: Path, progress: Progress = silent) -> bool:
    """Bring the database up to the seed, unless it is unchanged; whether anything was done."""
    digest = digest_of_seed(folder)
    with publisher.engine.connect() as db:
        if store.fact(db, "seed") == digest:
            return False
        ahead = plan(db, seed := read_seed(folder))
    wanted = [text for texts in ahead.texts.values() for text in texts]
    wanted += [text for guide in seed.guides for text in passages(guide)]
    publisher.embed([text.searched for text in wanted], progress)
    with publisher.engine.begin() as db:
        # A write comes first: it locks the database, so that what is planned on still holds.
        store.keep_fact(db, "seed", digest)
        _carry_out(db, publisher, plan(db, seed))
        _guides(db, publisher, seed.guides)
        revisions.move(db, Revised.CATALOGUE)
    return True


def plan(db: Connection, seed: Seed) -> Plan:
    """What the seed asks of the database as it is now."""
    wanted = Plan()
    organizations, services = store.organization_records(db), store.service_records(db)
    for one in seed.organizations:
        fields = store.organization_fields(one)
        record = _follow(wanted, organizations.get(one.id), Record(one.id, fields, fields, False))
        wanted.organizations.append(record)
        _services(wanted, services, one, store.as_organization(record.fields))
    seeded = {record.id for record in wanted.services}
    gone = (services[id_] for id_ in sorted(services.keys() - seeded))
    wanted.ended.extend(record for record in gone if record.seed and not record.withdrawn)
    return wanted


def _services(wanted: Plan, known: Mapping[str, Record], seeded: Organization, present: Organization) -> None:
    for service in seeded.services:
        fields = store.service_fields(service)
        new = Record(service.id, fields, fields, False, seeded.id)
        record = _follow(wanted, known.get(service.id), new)
        wanted.services.append(record)
        texts = [] if record.withdrawn else service_texts(present, store.as_service(record.fields))
        wanted.texts[service.id] = texts


def _follow(wanted: Plan, known: Record | None, new: Record) -> Record:
    if known is None:
        return new
    merged = merge(known.fields, known.seed, new.fields)
    if known.seed != new.seed and merged.proposals:
        wanted.proposals.append((new.id, merged.proposals))
    return replace(new, fields=merged.fields, withdrawn=known.withdrawn)


def _carry_out(db: Connection, publisher: Publisher, wanted: Plan) -> None:
    for record in wanted.organizations:
        store.save_organization(db, record)
    for record in wanted.services:
        store.save_service(db, record)
        publisher.texts(db, Owner.SERVICE, record.id, wanted.texts[record.id])
    for subject, proposals in wanted.proposals:
        details = [{"field": key, "proposed": value} for key, value in proposals.items()]
        store.open_tasks(db, "seed_proposes", subject, details)
    for record in wanted.ended:
        # Without a seed it is the advisors' own from now on: the task is opened once.
        store.save_service(db, replace(record, seed=None))
        store.open_tasks(db, "seed_ends_service", record.id, [{}])


def _guides(db: Connection, publisher: Publisher, guides: tuple[Document, ...]) -> None:
    wanted = {guide.id for guide in guides}
    known = {document_id for document_id in document_ids(db) if document_id.startswith(GUIDE)}
    for gone in sorted(known - wanted):
        remove_document(db, gone)
        publisher.texts(db, Owner.DOCUMENT, gone, [])
    for guide in guides:
        save_document(db, guide)
        publisher.texts(db, Owner.DOCUMENT, guide.id, passages(guide))
