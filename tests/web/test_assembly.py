import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from ingest.publishing import Publisher
from ingest.seeding import digest_of_seed, load_seed
from knowledge import store
from knowledge.assembly import SEED, open_knowledge
from knowledge.embedding_preparation import prepare
from knowledge.settings import KnowledgeSettings
from web.__main__ import address

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.model

HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "markitdown", "pypdfium2")
ONE_ANSWER = f"""
import sys
from starlette.testclient import TestClient
from knowledge.settings import KnowledgeSettings
from web.assembly import serving
from web.settings import WebSettings

with serving(WebSettings(), KnowledgeSettings(), lambda done, of_all: None) as app:
    response = TestClient(app).post("/api/v1/ask", json={{"question": "Vem sekvenserar tumörprover?"}})
    assert response.status_code == 200, response.text
    print("loaded:", *[name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, seed: Path) -> Path:
    """A data folder with the small seed, which passes for the whole one: a start reads nothing anew."""
    settings = KnowledgeSettings(data_dir=tmp_path_factory.mktemp("served"))
    prepare(settings.cache_dir.expanduser())
    knowledge = open_knowledge(settings)
    load_seed(Publisher(knowledge.engine, knowledge.lexicon, knowledge.model), seed)
    with knowledge.engine.begin() as db:
        store.keep_fact(db, "seed", digest_of_seed(SEED))
    knowledge.engine.dispose()
    return settings.data_dir


@pytest.fixture
def environment(filled: Path) -> Mapping[str, str]:
    """What a start on a free port needs."""
    return {**os.environ, "VAGEN_DATA_DIR": str(filled), "VAGEN_PORT": "0"}


@contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "web"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            assert said.startswith("Vägen in: http://127.0.0.1:"), process.communicate(timeout=10)[1]
            yield process, said.split()[-1]
        finally:
            process.kill()


def _run(environment: Mapping[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_the_service_answers_when_it_has_said_where_it_is(environment: Mapping[str, str]) -> None:
    with _served(environment) as (_, url):
        ready = httpx2.get(f"{url}/health/ready")
        answer = httpx2.post(f"{url}/api/v1/ask", json={"question": "Vem kan sekvensera tumörprover åt oss?"})

    assert ready.status_code == 200
    assert answer.json()["suggestions"][0]["service_id"] == "lab-sequencing"


def test_the_service_stops_in_order_when_it_is_told_to(environment: Mapping[str, str]) -> None:
    with _served(environment) as (process, url):
        httpx2.get(f"{url}/health/live")

        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=5) == 0
        assert process.stderr
        # A first start says that it builds the index; nothing may be worse than that.
        assert [line for line in process.stderr if not line.startswith("INFO ")] == []


def test_a_second_process_says_that_the_folder_is_taken(environment: Mapping[str, str]) -> None:
    with _served(environment):
        second = _run(environment, "-m", "web")

    assert second.returncode == 1
    assert second.stdout == ""
    assert "Another process serves from the folder" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_port_that_is_taken_is_said(environment: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = _run({**environment, "VAGEN_PORT": str(other.getsockname()[1])}, "-m", "web")

    assert done.returncode != 0
    assert done.stdout == ""
    assert "address already in use" in done.stderr


def test_a_setting_that_cannot_work_is_named(environment: Mapping[str, str]) -> None:
    done = _run({**environment, "VAGEN_PORT": "many"}, "-m", "web")

    assert done.returncode == 2
    assert done.stderr.startswith("VAGEN_PORT: ")


def test_missing_scripts_are_said_with_what_to_run(environment: Mapping[str, str], tmp_path: Path) -> None:
    done = _run({**environment, "VAGEN_ASSETS_DIR": str(tmp_path)}, "-m", "web")

    assert done.returncode == 1
    assert "make assets" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_answer_loads_nothing_that_only_prepares_or_reads_documents(environment: Mapping[str, str]) -> None:
    done = _run(environment, "-c", ONE_ANSWER)

    assert (done.returncode, done.stdout.strip()) == (0, "loaded:"), done.stderr


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104 - only shown
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("vagen.example", "http://vagen.example:80"),
    ],
)
def test_the_address_is_one_that_a_browser_can_open(host: str, expected: str) -> None:
    assert address(host, 80) == expected
