"""What several tests of knowledge share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge import store
from knowledge.embedding import PACKAGED, EmbeddingModel, load_model
from knowledge.embedding_folder import default_cache_dir
from knowledge.embedding_preparation import prepare
from knowledge.index import ChromaFolder, open_folder
from knowledge.lexicon import Lexicon
from knowledge.models import Asks, Organization
from knowledge.search import Hit, Question, Search
from knowledge.terms import Bridge
from knowledge.upkeep import Upkeep
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_service, an_organization
from tests.fakes import WordEmbedder

Ask = Callable[[Upkeep, str], list[Hit]]

WORDS = ["frys", "lån", "mikroskop", "prövning", "lokal", "patent", "export", "renrum"]


@pytest.fixture(scope="session")
def packaged_model() -> EmbeddingModel:
    """The packaged model, prepared once on a machine."""
    prepare(default_cache_dir())
    return load_model(PACKAGED, default_cache_dir())


@pytest.fixture
def laboratory(engine: Engine) -> Organization:
    """An organization that is saved and has no services yet."""
    organization = an_organization()
    fields = store.organization_fields(organization)
    with engine.begin() as db:
        store.save_organization(db, store.Record(organization.id, fields, None, withdrawn=False))
    return organization


@pytest.fixture
def folder(data_dir: Path) -> Iterator[ChromaFolder]:
    """A Chroma folder of the test's own."""
    opened = open_folder(data_dir / "chroma")
    yield opened
    opened.close()


@pytest.fixture
def upkeep(engine: Engine, folder: ChromaFolder, model: WordEmbedder) -> Upkeep:
    """What the owner of that folder does; the index is not built yet."""
    return Upkeep(engine, folder, model.digest)


@pytest.fixture
def search(engine: Engine, lexicon: Lexicon) -> Callable[[Upkeep], Search]:
    """Search over the index that an owner looks after, without a term bridge."""

    def search(upkeep: Upkeep) -> Search:
        return Search(engine, upkeep.live, lexicon, Bridge(()), "words")

    return search


@pytest.fixture
def publish(publisher: Publisher, laboratory: Organization) -> Callable[..., None]:
    """Publishes a service that is called by one word in both languages."""

    def publish(word: str, service_id: str = "") -> None:
        name = Bilingual(word, word)
        asks = Asks((f"{word} för bolag",), (f"{word} for companies",))
        service = a_service(service_id or word, name=name, description=name, asks=asks)
        publisher.service(laboratory, service)

    return publish


@pytest.fixture
def ask(search: Callable[[Upkeep], Search], model: WordEmbedder) -> Ask:
    """Services that an owner's index finds for a question, best first."""

    def ask(upkeep: Upkeep, text: str) -> list[Hit]:
        question = Question(text, Language.SV, model.embed_question(text))
        return search(upkeep).services(question).services

    return ask


@pytest.fixture
def running(upkeep: Upkeep, publish: Callable[..., None]) -> Upkeep:
    """The owner with an index of eight services."""
    for word in WORDS:
        publish(word)
    upkeep.heal()
    return upkeep
