"""Beside a Chroma server one process looks after the index, and the others follow it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge import generations, store
from knowledge.assembly import Knowledge, owned_index
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.search import Question, Search
from knowledge.settings import KnowledgeSettings
from knowledge.store import Record
from knowledge.terms import Bridge
from knowledge.texts import pending
from knowledge.upkeep import LiveIndex, Upkeep
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_service, an_organization
from tests.fakes import WordEmbedder
from tests.promises.conftest import close_sockets

pytestmark = pytest.mark.chroma_server


@pytest.fixture
def knowledge(engine: Engine, lexicon: Lexicon) -> Knowledge:
    """The ground floor with a laboratory that gives one service, once in each SQL dialect."""
    opened = Knowledge(engine, lexicon, Bridge(()), WordEmbedder(), PublishedCatalogue(engine))
    fields = store.organization_fields(an_organization())
    with engine.begin() as db:
        store.save_organization(db, Record("lab", fields, None, withdrawn=False))
    publish(opened, "frys")
    return opened


@pytest.fixture
def both(knowledge: Knowledge, chroma_url: str, tmp_path: Path) -> Iterator[tuple[Upkeep, Search]]:
    """The owner, and search as a second process has it."""
    settings = KnowledgeSettings(data_dir=tmp_path / "data", chroma_url=chroma_url)
    with owned_index(knowledge, settings) as owner, owned_index(knowledge, settings) as follower:
        assert isinstance(owner, Upkeep)
        assert isinstance(follower, LiveIndex)
        yield owner, knowledge.search(follower)
    close_sockets()


def publish(knowledge: Knowledge, word: str) -> None:
    """Publish a service that is called by one word."""
    name = Bilingual(word, word)
    publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
    publisher.service(an_organization(), a_service(word, name=name, description=name))


def first(search: Search, word: str) -> str:
    """The service that comes first for a word."""
    return search.services(Question(word, Language.SV, WordEmbedder().embed_question(word))).services[0].id


def test_who_follows_finds_what_the_owner_indexed(both: tuple[Upkeep, Search], knowledge: Knowledge) -> None:
    owner, follower = both

    publish(knowledge, "synkrotron")
    until = time.monotonic() + 10
    while not owner.matches() and time.monotonic() < until:
        time.sleep(0.02)

    with knowledge.engine.connect() as db:
        assert pending(db) == []
    assert (first(follower, "frys"), first(follower, "synkrotron")) == ("frys", "synkrotron")


def test_who_follows_goes_over_to_a_new_generation_without_a_failed_question(
    both: tuple[Upkeep, Search], knowledge: Knowledge
) -> None:
    owner, follower = both
    with knowledge.engine.connect() as db:
        before = generations.active(db)

    for _ in range(5):
        assert first(follower, "frys") == "frys"
        owner.rebuild()
    assert first(follower, "frys") == "frys"

    with knowledge.engine.connect() as db:
        after = generations.active(db)
    assert before is not None
    assert after is not None
    assert after.id == before.id + 5
