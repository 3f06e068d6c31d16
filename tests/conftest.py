"""What tests of every room share: a folder, a database, a way to publish, and no network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.assembly import lexicon_of
from knowledge.database import open_database
from knowledge.lexicon import Lexicon
from tests.fakes import WordEmbedder

_HERE = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test reach this machine and nothing else."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[str, int] | str) -> None:
        if isinstance(address, tuple) and address[0] not in _HERE:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def engine(data_dir: Path) -> Iterator[Engine]:
    """An empty SQLite database with today's schema."""
    opened = open_database(f"sqlite:///{data_dir / 'vagen.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def lexicon(engine: Engine) -> Lexicon:
    """The full text search of that database."""
    return lexicon_of(engine)


@pytest.fixture
def model() -> WordEmbedder:
    """A model whose similarity is checkable by eye."""
    return WordEmbedder()


@pytest.fixture
def publisher(engine: Engine, lexicon: Lexicon, model: WordEmbedder) -> Publisher:
    """Publishes into that database, embedding by words."""
    return Publisher(engine, lexicon, model)
