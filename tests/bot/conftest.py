"""A bot over a small catalogue: real SQLite, an exact index, and similarity by shared words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.conversation import Bot
from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars
from ingest.publishing import Publisher
from knowledge.index import ExactIndex
from knowledge.lexicon import Lexicon
from knowledge.models import Organization
from knowledge.published import PublishedCatalogue
from knowledge.search import Search
from knowledge.store import Record, organization_fields, save_organization
from knowledge.terms import Bridge
from knowledge.texts import Owner, embedded_page
from knowledge.vocabulary import Language
from tests.fakes import WordEmbedder

TODAY = date(2026, 11, 22)
NEVER_ANSWERED = [
    Exemplar("out_of_scope", "medical", Language.SV, "vilken läkare ska jag söka för min hosta"),
    Exemplar("out_of_scope", "chat", Language.EN, "write a poem about spring"),
    Exemplar("vague", "any", Language.SV, "vi vill testa vår produkt"),
    Exemplar("no_service", "any", Language.EN, "where is a wind tunnel"),
]

BuildsBot = Callable[..., Bot]


@pytest.fixture
def build_bot(engine: Engine, lexicon: Lexicon, publisher: Publisher, model: WordEmbedder) -> BuildsBot:
    """Publishes organizations and gives a bot that knows them."""

    def build(*organizations: Organization) -> Bot:
        for organization in organizations:
            publish(publisher, organization)
        with engine.connect() as db:
            texts = [text for owner in Owner for text in embedded_page(db, model.digest, owner, "", 1_000)]
        search = Search(engine, ExactIndex(texts, {}), lexicon, Bridge(()), model.digest)
        vectors = {one.text: model.embed_passage(one.text) for one in NEVER_ANSWERED}
        exemplars = Exemplars(NEVER_ANSWERED, vectors, {})
        retriever = Retriever(search, model, exemplars)
        return Bot(engine, PublishedCatalogue(engine), retriever, today=lambda: TODAY)

    return build


def publish(publisher: Publisher, organization: Organization) -> None:
    """Put an organization with its services into the database."""
    with publisher.engine.begin() as db:
        save_organization(db, Record(organization.id, organization_fields(organization), None, False))
    for service in organization.services:
        publisher.service(organization, service)
