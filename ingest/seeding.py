"""Fills a database from the seed, and lets a newer seed follow without undoing anybody's edit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ingest.chunking import passages
from ingest.publishing import Progress, Publisher, service_texts
from ingest.reading import read_document
from knowledge import store
from knowledge.documents import document_ids, remove_document, save_document
from knowledge.exchange import read_organization
from knowledge.models import Document, Organization
from knowledge.store import Fields, Record
from knowledge.texts import Owner

GUIDE = "guide-"


@dataclass(frozen=True, slots=True)
class Merged:
    """A record after a newer seed, and what the seed proposes for fields that somebody has edited."""

    fields: Fields
    proposals: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything in a seed folder."""

    organizations: tuple[Organization, ...]
    guides: tuple[Document, ...]


def merge(fields: Mapping[str, Any], old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Merged:
    """A field that nobody touched follows the seed; a touched one stays, and a changed seed becomes a proposal."""
    if old is None:
        changed = {key: value for key, value in new.items() if fields.get(key) != value}
        return Merged(dict(fields), changed)
    touched = {key for key in fields if fields[key] != old.get(key)}
    proposals = {key: new[key] for key in touched & new.keys() if new[key] not in (old.get(key), fields[key])}
    return Merged({key: fields[key] if key in touched else value for key, value in new.items()}, proposals)


def digest_of_seed(folder: Path) -> str:
    """What tells whether the seed, or the way it is read, has changed."""
    digest = hashlib.sha256(b"1")
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yaml", ".md"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_seed(folder: Path) -> Seed:
    """All organizations and guides; raises InvalidFile or UnreadableDocument."""
    organizations = [read_organization(path) for path in sorted((folder / "organizations").glob("*.yaml"))]
    guides = [read_document(path) for path in sorted((folder / "guides").glob("*.md"))]
    return Seed(tuple(organizations), tuple(guides))


def load_seed(publisher: Publisher, folder: Path, progress: Progress) -> bool:
    """Bring the database up to the seed; an unchanged seed is not even parsed. Whether anything was done."""
    digest = digest_of_seed(folder)
    with publisher.engine.connect() as db:
        if store.fact(db, "seed") == digest:
            return False
    seed = read_seed(folder)
    wanted = [text for one in seed.organizations for service in one.services for text in service_texts(one, service)]
    wanted += [text for guide in seed.guides for text in passages(guide)]
    publisher.embed([text.searched for text in wanted], progress)
    with publisher.engine.begin() as db:
        _organizations(db, seed.organizations)
        _services(db, publisher, seed.organizations)
        _guides(db, publisher, seed.guides)
        store.move_revision(db)
        store.keep_fact(db, "seed", digest)
    return True


def _organizations(db: Connection, organizations: tuple[Organization, ...]) -> None:
    known = store.organization_records(db)
    for one in organizations:
        store.save_organization(db, _follow(db, known.get(one.id), one.id, store.organization_fields(one)))


def _services(db: Connection, publisher: Publisher, organizations: tuple[Organization, ...]) -> None:
    known = store.service_records(db)
    seeded = {service.id for one in organizations for service in one.services}
    for one in organizations:
        for service in one.services:
            record = _follow(db, known.get(service.id), service.id, store.service_fields(service), one.id)
            store.save_service(db, record)
            published = [] if record.withdrawn else service_texts(one, store.as_service(record.fields))
            publisher.texts(db, Owner.SERVICE, service.id, published)
    for gone in sorted(known.keys() - seeded):
        if known[gone].seed is not None and not known[gone].withdrawn:
            store.open_tasks(db, "seed_ends_service", gone, [{}])


def _follow(
    db: Connection, known: Record | None, row_id: str, new: Fields, organization_id: str | None = None
) -> Record:
    if known is None:
        return Record(row_id, new, new, False, organization_id)
    merged = merge(known.fields, known.seed, new)
    if known.seed != new:
        details = [{"field": key, "proposed": value} for key, value in merged.proposals.items()]
        store.open_tasks(db, "seed_proposes", row_id, details)
    return Record(row_id, merged.fields, new, known.withdrawn, organization_id)


def _guides(db: Connection, publisher: Publisher, guides: tuple[Document, ...]) -> None:
    wanted = {guide.id: guide for guide in guides}
    for gone in {known for known in document_ids(db) if known.startswith(GUIDE)} - wanted.keys():
        remove_document(db, gone)
        publisher.texts(db, Owner.DOCUMENT, gone, [])
    for guide in guides:
        save_document(db, guide)
        publisher.texts(db, Owner.DOCUMENT, guide.id, passages(guide))
