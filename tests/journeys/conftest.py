"""What journeys share: the whole service over the full seed, with the packaged model, SQLite and Chroma."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from ingest.seeding import Seed, read_seed
from knowledge.assembly import SEED
from knowledge.database import open_database
from knowledge.embedding_preparation import prepare
from knowledge.models import Service
from tests.journeys.running import Running, running, settings_for


@pytest.fixture(scope="session")
def seed() -> Seed:
    """The catalogue and the guides as their files say."""
    return read_seed(SEED)


@pytest.fixture(scope="session")
def services(seed: Seed) -> dict[str, Service]:
    """The catalogue's services by id."""
    return {service.id: service for organization in seed.organizations for service in organization.services}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the full seed; only texts that were never embedded on this machine take their time."""
    settings = settings_for(tmp_path_factory.mktemp("filled"))
    prepare(settings.cache_dir.expanduser())
    kept, here = settings.cache_dir.expanduser() / "journeys.db", settings.data_dir / "vagen.db"
    open_database(settings.sqlalchemy_url).dispose()
    _copy_vectors(kept, here)
    with running(settings):
        _copy_vectors(here, kept)
    return settings.data_dir


@pytest.fixture(scope="session")
def service(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service as companies meet it; tests do not change its catalogue."""
    folder = copytree(filled, tmp_path_factory.mktemp("served") / "data")
    with running(settings_for(folder)) as opened:
        yield opened


@pytest.fixture
def own_service(filled: Path, tmp_path: Path) -> Iterator[Running]:
    """A service of the test's own, to be edited."""
    with running(settings_for(copytree(filled, tmp_path / "own"))) as opened:
        yield opened


def _copy_vectors(source: Path, target: Path) -> None:
    """Vectors are kept by text and model: an edited seed or another model finds none, and embeds."""
    with closing(sqlite3.connect(target, timeout=60)) as db:
        db.execute("ATTACH ? AS source", [str(source)])
        for place in ("main", "source"):
            db.execute(
                f"CREATE TABLE IF NOT EXISTS {place}.vectors (digest, model, vector, PRIMARY KEY (digest, model))"
            )
        db.execute("INSERT OR IGNORE INTO vectors SELECT digest, model, vector FROM source.vectors")
        db.commit()
