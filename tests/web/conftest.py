"""What tests of the web share: the real application over a small published catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.assembly import build_bot
from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge.assembly import Knowledge, lexicon_of, owned_index
from knowledge.database import open_database
from knowledge.published import PublishedCatalogue
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.vocabulary import Bilingual, SupportKind
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization
from tests.fakes import WordEmbedder
from web.app import create_app, live_index
from web.settings import WebSettings
from web.workers import AnswerWorkers

LOAN = a_service(
    "bank-loan",
    name=Bilingual("Tillväxtlån", "Growth loan"),
    description=Bilingual(
        "Lån till unga företag som behöver kapital för att växa.",
        "Loans for young companies that need capital to grow.",
    ),
    kinds=(SupportKind.LOAN,),
)


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run as the server does."""
    return "asyncio"


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seed of two organizations, each with one service, and one guide."""
    folder = tmp_path_factory.mktemp("seed")
    bank = an_organization(LOAN, id="bank", name=Bilingual("Provbanken", "The Sample Bank"))
    write_organization(folder, an_organization())
    write_organization(folder, bank)
    write_guide(folder, a_document())
    return folder


@pytest.fixture(scope="session")
def knowledge_settings(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeSettings:
    """Settings for a data folder of these tests' own."""
    return KnowledgeSettings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def knowledge(knowledge_settings: KnowledgeSettings, seed: Path) -> Iterator[Knowledge]:
    """A database with that seed in it."""
    engine = open_database(knowledge_settings.sqlalchemy_url)
    lexicon, model = lexicon_of(engine), WordEmbedder()
    load_seed(Publisher(engine, lexicon, model), seed)
    yield Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine))
    engine.dispose()


@pytest.fixture(scope="session")
def app(knowledge: Knowledge, knowledge_settings: KnowledgeSettings) -> Iterator[FastAPI]:
    """The application as it is served, over that database; tests do not change what it holds."""
    with owned_index(knowledge, knowledge_settings) as index, AnswerWorkers() as answers:
        bot = build_bot(knowledge, live_index(index))
        yield create_app(bot, knowledge, index, answers, WebSettings().assets_dir)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A program or browser that speaks Swedish."""
    with TestClient(app, headers={"Accept-Language": "sv"}) as opened:
        yield opened
