"""The ground floor is put together in one place, and the shared index has one owner."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.assembly import SEED, Knowledge, lexicon_of, open_knowledge, owned_index
from knowledge.embedding_folder import default_cache_dir
from knowledge.lexicon import Lexicon
from knowledge.lexicon_sqlite import SqliteLexicon
from knowledge.models import Organization
from knowledge.published import PublishedCatalogue
from knowledge.search import Question
from knowledge.settings import KnowledgeSettings
from knowledge.terms import read_terms
from knowledge.texts import Owner
from knowledge.upkeep import FolderLock, FolderTaken, Upkeep
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def knowledge(engine: Engine, lexicon: Lexicon, model: WordEmbedder) -> Knowledge:
    """The ground floor with a small model."""
    bridge = read_terms(SEED / "terms.yaml")
    return Knowledge(engine, lexicon, bridge, model, PublishedCatalogue(engine))


@pytest.fixture
def settings(data_dir: Path) -> KnowledgeSettings:
    """Settings that name the test's own folder."""
    return KnowledgeSettings(data_dir=data_dir)


@pytest.fixture
def freezer(publisher: Publisher, laboratory: Organization) -> str:
    """The id of a published service."""
    name = Bilingual("Frys", "Freezer")
    publisher.service(laboratory, a_service("freezer", name=name, description=name))
    return "freezer"


def test_sqlite_is_searched_by_its_own_full_text_search(engine: Engine) -> None:
    assert isinstance(lexicon_of(engine), SqliteLexicon)


def test_a_private_index_gives_the_same_answers_as_the_shared_one(
    knowledge: Knowledge, settings: KnowledgeSettings, publisher: Publisher, freezer: str
) -> None:
    publisher.document(a_document())
    question = Question("Var finns en frys?", Language.SV, knowledge.model.embed_question("frys"))

    private = knowledge.search(knowledge.private_index())
    with owned_index(knowledge, settings) as upkeep:
        assert isinstance(upkeep, Upkeep)
        shared = knowledge.search(upkeep.live)

        assert shared.services(question) == private.services(question)
        assert shared.passages(question) == private.passages(question)
        assert shared.services(question).services[0].id == freezer


@pytest.mark.usefixtures("freezer")
def test_the_owner_follows_what_is_published_while_it_runs(
    knowledge: Knowledge, settings: KnowledgeSettings, publisher: Publisher
) -> None:
    with owned_index(knowledge, settings) as upkeep:
        assert isinstance(upkeep, Upkeep)
        before = upkeep.live.index.count(Owner.DOCUMENT)
        publisher.document(a_document())

        until = time.monotonic() + 10
        while not upkeep.matches() and time.monotonic() < until:
            time.sleep(0.02)

        assert before == 0
        assert upkeep.live.index.count(Owner.DOCUMENT) == 2


def test_a_second_owner_is_refused_and_may_come_when_the_first_has_left(
    knowledge: Knowledge, settings: KnowledgeSettings
) -> None:
    with owned_index(knowledge, settings), pytest.raises(FolderTaken), owned_index(knowledge, settings):
        pytest.fail("two owners at once")

    with owned_index(knowledge, settings) as upkeep:
        assert isinstance(upkeep, Upkeep)


def test_an_owner_that_fails_lets_go_of_the_folder(knowledge: Knowledge, settings: KnowledgeSettings) -> None:
    with pytest.raises(InterruptedError), owned_index(knowledge, settings):
        raise InterruptedError

    with owned_index(knowledge, settings) as upkeep:
        assert isinstance(upkeep, Upkeep)


def test_a_second_owner_is_refused_until_the_first_lets_go(data_dir: Path) -> None:
    path = data_dir / "index.lock"
    first = FolderLock(path).take()
    take = "FolderLock(pathlib.Path(sys.argv[1])).take()"
    code = f"import pathlib, sys; from knowledge.upkeep import FolderLock; {take}"
    command = [sys.executable, "-c", code, str(path)]

    other = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert "FolderTaken" in other.stderr
    with pytest.raises(FolderTaken, match=r"index\.lock"):
        FolderLock(path).take()

    first.release()
    FolderLock(path).take().release()


@pytest.mark.model
def test_what_the_settings_name_is_opened(tmp_path: Path) -> None:
    settings = KnowledgeSettings(data_dir=tmp_path / "data", cache_dir=default_cache_dir())

    opened = open_knowledge(settings)

    assert opened.catalogue.current().services == {}
    assert opened.model.embed_question("frys").shape == (opened.model.dimension,)
    opened.engine.dispose()
