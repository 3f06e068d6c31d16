"""What several tests of ingest share: small seeds, and a cache for the checker."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.vectors import VectorCache
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization
from tests.fakes import WordEmbedder
from tests.ingest.catalogue import IMAGING, TRIALS, write_guides


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A seed folder with a laboratory, its one service and a guide."""
    folder = tmp_path / "seed"
    write_organization(folder, an_organization())
    write_guide(folder, a_document())
    return folder


@pytest.fixture
def sound_seed(tmp_path: Path) -> Path:
    """A seed folder with nothing to mend: three services unlike each other, and a guide with its twin."""
    folder = tmp_path / "sound"
    write_organization(folder, an_organization(a_service(), IMAGING, TRIALS))
    write_guides(folder)
    return folder


@pytest.fixture
def cache(engine: Engine, model: WordEmbedder) -> VectorCache:
    """The checker's vectors, embedded by words."""
    return VectorCache(engine, model)
