"""Fills a temporary database as the product does: the seed first, then padding, all of it published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evals.padding import Pool, padding_documents, padding_services
from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge.store import published
from knowledge.texts import Owner, count_texts


@dataclass(frozen=True, slots=True)
class Amount:
    """How much went in, and how long it took."""

    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        """How much of it in a second; zero when there was nothing."""
        return self.count / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Filled:
    """What went in, and the size of the padding's passages in MB."""

    texts: Amount
    services: Amount
    passages: Amount
    passages_mb: float


def fill(publisher: Publisher, seed: Path, material: Pool, services: int, passages: int) -> Filled:
    """Seed a database and pad it to so many services and passages."""
    texts = _seeded(publisher, seed)
    with publisher.engine.connect() as db:
        more_services = max(0, services - len(published(db).services))
        more_passages = max(0, passages - count_texts(db, Owner.DOCUMENT))
    padded = _services(publisher, material, more_services)
    return Filled(texts, padded, *_passages(publisher, material, more_passages))


def _seeded(publisher: Publisher, seed: Path) -> Amount:
    start = perf_counter()
    load_seed(publisher, seed, lambda _done, _all: None)
    seconds = perf_counter() - start
    with publisher.engine.connect() as db:
        return Amount(sum(count_texts(db, owner) for owner in Owner), seconds)


def _services(publisher: Publisher, material: Pool, count: int) -> Amount:
    made = padding_services(material, count)
    start = perf_counter()
    for organization, service in made:
        publisher.service(organization, service)
    return Amount(count, perf_counter() - start)


def _passages(publisher: Publisher, material: Pool, count: int) -> tuple[Amount, float]:
    made = padding_documents(material, count)
    start = perf_counter()
    published_now = sum(publisher.document(document) for document in made)
    seconds = perf_counter() - start
    megabytes = sum(len(document.body.encode()) for document in made) / 1_000_000
    return Amount(published_now, seconds), megabytes
