"""The real things behind the seams: two SQL dialects, and Chroma in a folder and as a server."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest
from chromadb.api.fastapi import FastAPI
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from knowledge.assembly import lexicon_of
from knowledge.database import open_database
from knowledge.index import ChromaFolder, ExactIndex, Means, VectorIndex, open_folder, open_server
from knowledge.lexicon import Lexicon
from knowledge.texts import Embedded

Build = Callable[[Sequence[Embedded], Means], VectorIndex]

_SERVER = pytest.param("server", marks=pytest.mark.chroma_server)
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server in which tests may make databases."""
    if given := os.environ.get("VAGEN_TEST_POSTGRES_URL"):
        yield given
        return
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        pytest.skip("PostgreSQL is not here: install postgresql or set VAGEN_TEST_POSTGRES_URL")
    # Not below pytest's own folder, which nobody but its owner may enter.
    with TemporaryDirectory(prefix="vagen-postgres-", ignore_cleanup_errors=True) as folder:
        yield from _cluster(binaries[-1].parent, Path(folder))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new database without tables, once in each dialect."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vagen.db'}"
        return
    server = create_engine(request.getfixturevalue("postgres_url"), isolation_level="AUTOCOMMIT")
    name = f"vagen_test_{os.getpid()}_{next(_numbers)}"
    with server.connect() as db:
        db.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as db:
        db.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database with today's schema, once in each dialect."""
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    """One transaction in that database."""
    with engine.begin() as connection:
        yield connection


@pytest.fixture
def lexicon(engine: Engine) -> Lexicon:
    """The full text search of that database."""
    return lexicon_of(engine)


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server of our own."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--host", "127.0.0.1"]
    folder = tmp_path_factory.mktemp("chroma-server")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "--port", str(port), "--path", str(folder)], stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(params=["folder", _SERVER])
def chroma(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ChromaFolder]:
    """Chroma, once in a folder and once as a server; nothing is in it."""
    if request.param == "folder":
        opened = open_folder(tmp_path / "chroma")
    else:
        opened = open_server(request.getfixturevalue("chroma_url"))
    opened.empty()
    yield opened
    opened.close()
    close_sockets()


@pytest.fixture(params=["exact", "folder", _SERVER])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Build]:
    """Builds an index of texts: in memory, in a Chroma folder, and in a Chroma server."""
    if request.param == "exact":
        yield ExactIndex
        return
    server = request.param == "server"
    chroma = open_server(request.getfixturevalue("chroma_url")) if server else open_folder(tmp_path / "chroma")

    def in_chroma(texts: Sequence[Embedded], means: Means) -> VectorIndex:
        index = chroma.create(next(_numbers), means)
        index.upsert(texts)
        return index

    yield in_chroma
    chroma.close()
    close_sockets()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def close_sockets() -> None:
    """Close what Chroma's HTTP clients leave open."""
    for one in gc.get_objects():
        # isinstance would touch lazy objects of other libraries.
        if issubclass(type(one), FastAPI):
            one._session.close()


def _cluster(binaries: Path, folder: Path) -> Iterator[str]:
    port = free_port()
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _as_postgres(binaries / "initdb", "-D", data, "-A", "trust", "-U", "vagen", "-E", "UTF8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    start = ("-D", data, "-w", "-o", options, "-l", folder / "log", "start")
    _as_postgres(binaries / "pg_ctl", *start)
    try:
        yield str(make_url(f"postgresql+psycopg://vagen@127.0.0.1:{port}/postgres"))
    finally:
        _as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _as_postgres(*command: object) -> None:
    # PostgreSQL refuses to run as root; Debian's package made a user for it.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    said = [*user, *(str(part) for part in command)]
    subprocess.run(said, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(url, timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the Chroma server did not start")
