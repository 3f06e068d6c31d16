"""Statements about searchable texts, their vectors, and the outbox that says which text changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, func, insert, select

from knowledge.database import outbox, texts, upsert, vectors
from knowledge.embedding_model import Vector
from knowledge.lexicon import Lexicon
from knowledge.revisions import Revised, move
from knowledge.vocabulary import Language

_BY_ID = select(texts).where(texts.c.id.in_(bindparam("ids", expanding=True)))


class Owner(StrEnum):
    """What a searchable text belongs to."""

    SERVICE = "service"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SearchText:
    """One searchable text: a service's profile or ask, or a passage of a document."""

    id: str
    owner: Owner
    owner_id: str
    language: Language
    body: str
    heading: str | None = None
    page: int | None = None

    @property
    def searched(self) -> str:
        """What is embedded and stemmed: a passage is searched together with its heading."""
        return f"{self.heading}\n{self.body}" if self.heading else self.body

    @property
    def digest(self) -> str:
        """What tells whether the words have changed."""
        return digest_of(self.searched)


class Embedded(NamedTuple):
    """A text's id, owner and language with its raw unit vector."""

    id: str
    owner: Owner
    owner_id: str
    language: Language
    vector: Vector


@dataclass(frozen=True, slots=True)
class Changes:
    """What must be written and deleted to go from the stored texts to the wanted ones."""

    write: tuple[SearchText, ...]
    delete: tuple[str, ...]


def digest_of(searched: str) -> str:
    """The digest under which a text's vector is kept."""
    return hashlib.sha256(searched.encode()).hexdigest()


def changes(stored: Mapping[str, SearchText], wanted: Iterable[SearchText]) -> Changes:
    """Compare texts by id and content; run twice, it asks for nothing more."""
    asked = {text.id: text for text in wanted}
    write = tuple(text for text in asked.values() if stored.get(text.id) != text)
    return Changes(write, tuple(sorted(stored.keys() - asked.keys())))


def texts_of(db: Connection, owner: Owner, owner_id: str) -> dict[str, SearchText]:
    """The stored texts of one service or document, by id."""
    found = select(texts).where(texts.c.owner == owner, texts.c.owner_id == owner_id).order_by(texts.c.id)
    return {row.id: _text(row) for row in db.execute(found)}


def texts_by_id(db: Connection, ids: Sequence[str]) -> dict[str, SearchText]:
    """Stored texts by their ids; unknown ids are left out."""
    return {row.id: _text(row) for row in db.execute(_BY_ID, {"ids": list(ids)})}


def by_words(found: Iterable[SearchText]) -> list[SearchText]:
    """What full text search keeps: all that a service says in one language as one text, each passage by itself."""
    services: dict[str, list[SearchText]] = {}
    passages = []
    for text in found:
        if text.owner is Owner.SERVICE:
            services.setdefault(_row_of_words(text.owner_id, text.language), []).append(text)
        else:
            passages.append(text)
    joined = [replace(own[0], id=row, body="\n".join(one.searched for one in own)) for row, own in services.items()]
    return [*joined, *passages]


def apply(db: Connection, lexicon: Lexicon, change: Changes) -> None:
    """Write and delete texts with their stems, and tell the index, in the caller's transaction."""
    gone = [*change.delete, *(text.id for text in change.write)]
    if not gone:
        return
    before = [_text(row) for row in db.execute(select(texts).where(texts.c.id.in_(gone)))]
    db.execute(delete(texts).where(texts.c.id.in_(gone)))
    for text in change.write:
        db.execute(insert(texts).values(_row(text)))
    _apply_words(db, lexicon, before, change.write)
    db.execute(insert(outbox), [{"text_id": text_id} for text_id in gone])
    move(db, Revised.TEXTS)


def write_words(db: Connection, lexicon: Lexicon, found: Iterable[SearchText]) -> None:
    """Give full text search the words of these texts, which are all of their owners'."""
    for text in by_words(found):
        lexicon.write(db, text.id, text.owner, text.language, text.searched)


def renew_words(db: Connection, lexicon: Lexicon) -> None:
    """Give full text search the words of all texts anew."""
    lexicon.clear(db)
    write_words(db, lexicon, [_text(row) for row in db.execute(select(texts).order_by(texts.c.id))])


def missing_vectors(db: Connection, model: str, searched: Iterable[str]) -> list[str]:
    """Those of the texts that have no vector of this model yet."""
    by_digest = {digest_of(text): text for text in searched}
    known: set[str] = set()
    digests = list(by_digest)
    for start in range(0, len(digests), 500):
        some = vectors.c.digest.in_(digests[start : start + 500])
        known.update(db.execute(select(vectors.c.digest).where(vectors.c.model == model, some)).scalars())
    return [text for digest, text in by_digest.items() if digest not in known]


def keep_vector(db: Connection, model: str, searched: str, vector: Vector) -> None:
    """Keep the raw unit vector of a text, in place of any that was there."""
    packed = vector.astype("<f4").tobytes()
    upsert(db, vectors, {"digest": digest_of(searched), "model": model, "vector": packed})


def kept_vectors(db: Connection, model: str, searched: Sequence[str]) -> dict[str, Vector]:
    """Kept vectors by text; texts without one are left out."""
    by_digest = {digest_of(text): text for text in searched}
    found = select(vectors).where(vectors.c.model == model, vectors.c.digest.in_(list(by_digest)))
    return {by_digest[row.digest]: _vector(row.vector) for row in db.execute(found)}


def embedded(db: Connection, model: str, ids: Sequence[str]) -> list[Embedded]:
    """Texts with their vectors by text id; those without a vector of this model are left out."""
    return [_embedded(row) for row in db.execute(_joined(model).where(texts.c.id.in_(ids)))]


def embedded_page(db: Connection, model: str, owner: Owner, after: str, limit: int) -> list[Embedded]:
    """The next texts of one kind of owner in order of id, with their vectors."""
    page = _joined(model).where(texts.c.owner == owner, texts.c.id > after).order_by(texts.c.id).limit(limit)
    return list(map(_embedded, db.execute(page).all()))


def count_texts(db: Connection, owner: Owner) -> int:
    """How many texts one kind of owner has."""
    return int(db.execute(select(func.count()).where(texts.c.owner == owner)).scalar_one())


def texts_without_vector(db: Connection, model: str) -> list[str]:
    """What this model has not embedded of the stored texts."""
    joined = texts.outerjoin(vectors, and_(vectors.c.digest == texts.c.digest, vectors.c.model == model))
    missing = select(texts).select_from(joined).where(vectors.c.digest.is_(None))
    return list(dict.fromkeys(_text(row).searched for row in db.execute(missing)))


def digest_of_texts(db: Connection) -> str:
    """Moves when anything that can be found does."""
    rows = db.execute(select(texts.c.id, texts.c.digest).order_by(texts.c.id))
    return digest_of("\n".join(f"{row.id} {row.digest}" for row in rows))[:16]


def profile_means(db: Connection, model: str) -> dict[Language, Vector]:
    """The mean vector of each language over service profiles that exist in both."""
    profiles = {
        (row.owner_id, row.language): _vector(row.vector)
        for row in db.execute(_joined(model).where(texts.c.id.like("svc:%:profile:%")).order_by(texts.c.id))
    }
    both = [owner for owner, language in profiles if language == "sv" and (owner, "en") in profiles]
    if not both:
        return {}
    return {language: np.mean([profiles[owner, language] for owner in both], axis=0) for language in Language}


def pending(db: Connection, limit: int = 500) -> list[tuple[int, str]]:
    """The oldest outbox rows: their number and which text changed."""
    return [(row.id, row.text_id) for row in db.execute(select(outbox).order_by(outbox.c.id).limit(limit))]


def settle(db: Connection, numbers: Sequence[int]) -> None:
    """Forget outbox rows that the index has carried out."""
    for start in range(0, len(numbers), 500):
        db.execute(delete(outbox).where(outbox.c.id.in_(numbers[start : start + 500])))


def _apply_words(db: Connection, lexicon: Lexicon, before: Sequence[SearchText], after: Sequence[SearchText]) -> None:
    services = dict.fromkeys(text.owner_id for text in (*before, *after) if text.owner is Owner.SERVICE)
    lexicon.delete(db, [_row_of_words(one, language) for one in services for language in Language])
    lexicon.delete(db, [text.id for text in before if text.owner is Owner.DOCUMENT])
    write_words(db, lexicon, [text for text in after if text.owner is Owner.DOCUMENT])
    for one in services:
        write_words(db, lexicon, texts_of(db, Owner.SERVICE, one).values())


def _row_of_words(service_id: str, language: Language) -> str:
    return f"svc:{service_id}:{language}"


def _joined(model: str) -> Select[tuple[str, str, str, str, bytes]]:
    joined = texts.join(vectors, and_(vectors.c.digest == texts.c.digest, vectors.c.model == model))
    columns = (texts.c.id, texts.c.owner, texts.c.owner_id, texts.c.language, vectors.c.vector)
    return select(*columns).select_from(joined)


def _embedded(row: Row[tuple[str, str, str, str, bytes]]) -> Embedded:
    return Embedded(row.id, Owner(row.owner), row.owner_id, Language(row.language), _vector(row.vector))


def _vector(raw: bytes) -> Vector:
    return np.frombuffer(raw, dtype="<f4")


def _row(text: SearchText) -> dict[str, object]:
    return {
        "id": text.id,
        "owner": text.owner,
        "owner_id": text.owner_id,
        "language": text.language,
        "body": text.body,
        "digest": text.digest,
        "heading": text.heading,
        "page": text.page,
    }


def _text(row: Row[tuple[object, ...]]) -> SearchText:
    return SearchText(row.id, Owner(row.owner), row.owner_id, Language(row.language), row.body, row.heading, row.page)
