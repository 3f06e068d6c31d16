"""A private database in memory with the product's own search, to try texts that are not published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.assembly import lexicon_of
from knowledge.database import open_database
from knowledge.embedding_model import Vector
from knowledge.index import ExactIndex, Means
from knowledge.lexicon import Lexicon
from knowledge.search import Question, Search
from knowledge.terms import Bridge
from knowledge.texts import (
    Embedded,
    Owner,
    SearchText,
    apply,
    changes,
    keep_vector,
    texts_by_id,
    texts_of,
    write_words,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Services, best first, and the words that found the first of them."""

    services: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts that can be searched, with one of them hidden."""

    engine: Engine
    lexicon: Lexicon
    search: Search

    def without(self, ask: SearchText, vector: Vector) -> Found:
        """What a service's own text finds when it is asked as a question and not there to be found."""
        with self.engine.begin() as db:
            own = texts_of(db, Owner.SERVICE, ask.owner_id)
            write_words(db, self.lexicon, [text for text in own.values() if text != ask])
            hits = self.search.services(Question(ask.body, ask.language, vector), hidden={ask.id}).services
            write_words(db, self.lexicon, own.values())
            first = texts_by_id(db, [hit.text_id for hit in hits[:1]])
        by = next((text.body.splitlines()[0] for text in first.values()), "")
        return Found(tuple(hit.id for hit in hits), by)


def put_on_shelf(texts: Sequence[SearchText], found: Sequence[Embedded], means: Means, model: str) -> Shelf:
    """These texts and no others; `found` are the same texts with their vectors."""
    engine = open_database("sqlite://")
    lexicon = lexicon_of(engine)
    with engine.begin() as db:
        apply(db, lexicon, changes({}, texts))
        for text, embedded in zip(texts, found, strict=True):
            keep_vector(db, model, text.searched, embedded.vector)
    return Shelf(engine, lexicon, Search(engine, ExactIndex(found, means), lexicon, Bridge(()), model))
