"""Puts services and documents where they can be found: texts, stems and outbox in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from ingest.chunking import passages
from knowledge import revisions, store
from knowledge.documents import document_ids, remove_document, save_document
from knowledge.embedding_model import EmbeddingModel
from knowledge.lexicon import FORMAT, Lexicon
from knowledge.models import Document, Organization, Service
from knowledge.revisions import Revised
from knowledge.texts import (
    Owner,
    SearchText,
    apply,
    changes,
    digest_of,
    renew_words,
    texts_of,
    texts_without_vector,
)
from knowledge.vectors import Progress, keep_missing, silent
from knowledge.vocabulary import Bilingual, Language, State

_STEMS = "stems"

__all__ = ["Progress", "Publisher", "service_texts"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes into one database with one model."""

    engine: Engine
    lexicon: Lexicon
    model: EmbeddingModel

    def service(self, organization: Organization, service: Service) -> None:
        """Publish an edited service; it is in the answers from the next question on."""
        wanted = service_texts(organization, service)
        self.embed([text.searched for text in wanted])
        with self.engine.begin() as db:
            # A write comes first: it locks the database, so that what is read after it still holds.
            revisions.move(db, Revised.CATALOGUE)
            record = store.service_record(db, service.id)
            fields, seed = store.service_fields(service), record.seed if record else None
            store.save_service(db, store.Record(service.id, fields, seed, False, organization.id))
            self.texts(db, Owner.SERVICE, service.id, wanted)

    def document(self, document: Document, progress: Progress = silent) -> int:
        """Publish a document; returns how many passages it has."""
        wanted = passages(document)
        self.embed([text.searched for text in wanted], progress)
        with self.engine.begin() as db:
            save_document(db, document)
            self.texts(db, Owner.DOCUMENT, document.id, wanted)
        return len(wanted)

    def withdraw_service(self, service_id: str) -> None:
        """Take a service out of every answer, at once."""
        with self.engine.begin() as db:
            store.withdraw_service(db, service_id)
            self.texts(db, Owner.SERVICE, service_id, [])

    def withdraw_document(self, document_id: str) -> bool:
        """Take a document out; whether it was there."""
        with self.engine.begin() as db:
            known = document_id in document_ids(db)
            remove_document(db, document_id)
            self.texts(db, Owner.DOCUMENT, document_id, [])
        return known

    def texts(self, db: Connection, owner: Owner, owner_id: str, wanted: Iterable[SearchText]) -> None:
        """Make the searchable texts of one owner those that are wanted."""
        apply(db, self.lexicon, changes(texts_of(db, owner, owner_id), wanted))

    def embed(self, searched: Sequence[str], progress: Progress = silent) -> None:
        """Keep vectors of all texts that have none."""
        embed = self.model.embed_passage
        keep_missing(self.engine, self.model.digest, embed, searched, progress)

    def refresh(self, progress: Progress = silent) -> None:
        """Give every stored text a vector of this model, and today's stems."""
        with self.engine.connect() as db:
            missing = texts_without_vector(db, self.model.digest)
        self.embed(missing, progress)
        with self.engine.begin() as db:
            if store.fact(db, _STEMS) != FORMAT:
                renew_words(db, self.lexicon)
                store.keep_fact(db, _STEMS, FORMAT)
            self.lexicon.settle(db)


def service_texts(organization: Organization, service: Service) -> list[SearchText]:
    """What a service is found by: its profile and its asks, in both languages."""
    return [text for language in Language for text in _service_texts(organization, service, language)]


def _service_texts(organization: Organization, service: Service, language: Language) -> list[SearchText]:
    asks = (
        SearchText(
            f"svc:{service.id}:ask:{language}:{digest_of(ask)[:8]}",
            Owner.SERVICE,
            service.id,
            language,
            ask,
        )
        for ask in service.asks.in_(language)
        if ask.strip()
    )
    profile = SearchText(
        f"svc:{service.id}:profile:{language}",
        Owner.SERVICE,
        service.id,
        language,
        _profile(organization, service, language),
    )
    return [profile, *asks]


def _profile(organization: Organization, service: Service, language: Language) -> str:
    said: list[Bilingual | None] = [
        service.name,
        organization.name,
        service.description,
        service.eligibility.text,
    ]
    if service.status.state in {State.RENAMED, State.ENDED}:
        # The note is where the former name stands.
        said.append(service.status.note)
    return "\n".join(dict.fromkeys(part.in_(language) for part in said if part))
