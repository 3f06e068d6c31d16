"""What several tests of knowledge share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge import store
from knowledge.embedding import PACKAGED, EmbeddingModel, load_model
from knowledge.embedding_preparation import default_cache_dir, prepare
from knowledge.index import ChromaFolder, open_folder
from knowledge.lexicon import Lexicon
from knowledge.models import Organization
from knowledge.search import Search
from knowledge.terms import Bridge
from knowledge.upkeep import Upkeep
from tests.builders import an_organization
from tests.fakes import WordEmbedder


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
def search(engine: Engine, lexicon: Lexicon, model: WordEmbedder, upkeep: Upkeep) -> Search:
    """Search over the shared index, without a term bridge."""
    return Search(engine, upkeep.live, lexicon, Bridge(()), model.digest)
