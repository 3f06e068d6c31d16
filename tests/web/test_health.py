import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from knowledge.assembly import Knowledge
from knowledge.index import open_folder
from knowledge.upkeep import LiveIndex, Upkeep

QUESTION = "Vem kan sekvensera tumörprover åt oss?"


def _figures(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


def test_a_process_that_answers_is_alive(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


def test_the_service_is_ready_when_the_index_matches_the_catalogue(client: TestClient) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.fixture
def astray(app: FastAPI) -> Iterator[FastAPI]:
    """The application; its index is put back after the test."""
    kept = app.state.index
    yield app
    app.state.index = kept


def test_the_service_is_not_ready_while_the_index_is_not_built(
    client: TestClient, astray: FastAPI, knowledge: Knowledge, tmp_path: Path
) -> None:
    astray.state.index = Upkeep(knowledge.engine, open_folder(tmp_path), knowledge.model.digest)

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["reason"] == "the index does not match the catalogue yet"
    assert response.headers["retry-after"] == "1"


def test_a_process_that_follows_another_is_ready_when_that_one_has_built_the_index(
    client: TestClient, astray: FastAPI, knowledge: Knowledge, tmp_path: Path
) -> None:
    own = astray.state.index.live
    astray.state.index = LiveIndex(knowledge.engine, open_folder(tmp_path))
    before = client.get("/health/ready")

    astray.state.index = own

    assert (before.status_code, before.json()["reason"]) == (503, "no index has been built yet")
    assert client.get("/health/ready").status_code == 200


def test_an_index_that_cannot_be_asked_is_not_ready(
    client: TestClient, astray: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    astray.state.index = None

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["reason"]) == (503, "the index cannot be asked")
    assert "the index cannot be asked" in caplog.text


def test_figures_count_answers_by_how_they_ended(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": QUESTION})
    before = _figures(client)

    client.post("/api/v1/ask", json={"question": QUESTION})
    client.post("/ask", data={"question": QUESTION})

    after = _figures(client)
    name = 'vagen_answers_total{outcome="answered"}'
    assert after[name] - before[name] == 2
    assert after["vagen_answer_seconds_count"] - before["vagen_answer_seconds_count"] == 2
    assert after["vagen_answer_seconds_sum"] > before["vagen_answer_seconds_sum"]


def test_the_latency_histogram_never_falls(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": QUESTION})

    figures = _figures(client)

    buckets = [value for name, value in figures.items() if "_bucket" in name]
    assert buckets == sorted(buckets)
    assert buckets[-1] == figures["vagen_answer_seconds_count"]


def test_figures_tell_the_size_of_catalogue_and_index(client: TestClient) -> None:
    figures = _figures(client)

    assert figures["vagen_services"] == 2
    assert figures['vagen_index_texts{owner="service"}'] == 20
    assert figures['vagen_index_texts{owner="document"}'] == 2


def test_figures_are_written_as_prometheus_reads_them(client: TestClient) -> None:
    response = client.get("/metrics")

    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+|# (HELP|TYPE) [a-z_]+ .+')
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert [line for line in response.text.splitlines() if not sample.fullmatch(line)] == []


def test_figures_hold_nothing_that_anybody_wrote(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "Zebrafiskar med sekvenserade tumörprover"})

    assert "ebrafisk" not in client.get("/metrics").text
