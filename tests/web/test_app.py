import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from knowledge.assembly import Knowledge
from web.app import create_app
from web.assets import AssetsMissing
from web.workers import AnswerWorkers

QUESTION = {"question": "Vem kan sekvensera tumörprover åt oss?"}


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_loads_scripts_from_elsewhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_api_is_described_where_programs_look(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["info"]["title"] == "Vägen in"


def test_the_front_page_is_swedish_or_english(client: TestClient) -> None:
    pages = [client.get("/", headers={"Accept-Language": language}).text for language in ("sv", "en")]

    assert ['<html lang="sv"' in pages[0], '<html lang="en"' in pages[1]] == [True, True]


@pytest.mark.parametrize("path", ["/", "/services", "/health/live", "/api/v1/services", "/static/logo.svg"])
def test_head_is_answered_like_get_without_the_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))


def test_head_of_what_can_only_be_posted_is_refused(client: TestClient) -> None:
    assert client.head("/api/v1/ask").status_code == 405


def test_an_application_without_its_scripts_says_what_to_run(
    app: FastAPI, knowledge: Knowledge, tmp_path: Path
) -> None:
    state = app.state

    with pytest.raises(AssetsMissing, match="make assets"):
        create_app(state.bot, knowledge, state.index, state.answers, tmp_path)


@pytest.fixture
def crowd(app: FastAPI) -> Iterator[FastAPI]:
    """The application while somebody else's question takes its only thread."""
    usual, there, go = app.state.answers, Event(), Event()

    def take_long() -> bool:
        there.set()
        return go.wait(10)

    with AnswerWorkers(threads=1, queue=0) as answers:
        slow = Thread(target=lambda: asyncio.run(answers.run(take_long)))
        slow.start()
        assert there.wait(10)
        app.state.answers = answers
        yield app
        app.state.answers = usual
        go.set()
        slow.join()


@pytest.mark.parametrize(("language", "title"), [("sv", "Många frågar just nu"), ("en", "Many are asking right now")])
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.usefixtures("crowd")
def test_a_full_queue_tells_programs_when_to_come_back(
    client: TestClient, language: str, title: str, accept: str
) -> None:
    response = client.post("/api/v1/ask", json=QUESTION, headers={"Accept-Language": language, "Accept": accept})

    assert (response.status_code, response.headers["content-type"]) == (503, "application/problem+json")
    assert int(response.headers["retry-after"]) >= 1
    assert response.json()["title"] == title


@pytest.mark.usefixtures("crowd")
def test_a_full_queue_tells_people_on_a_page_that_keeps_their_question(client: TestClient) -> None:
    response = client.post("/ask", data=QUESTION)

    assert response.status_code == 503
    assert int(response.headers["retry-after"]) >= 1
    assert "Vänta några sekunder" in response.text
    assert QUESTION["question"] in response.text


@pytest.mark.usefixtures("crowd")
def test_a_full_queue_is_counted(client: TestClient) -> None:
    client.post("/api/v1/ask", json=QUESTION)

    assert "vagen_busy_total 1" in client.get("/metrics").text


@pytest.mark.usefixtures("crowd")
def test_a_full_queue_leaves_the_catalogue_open(client: TestClient) -> None:
    assert client.get("/api/v1/services").status_code == 200
    assert client.get("/health/live").status_code == 200
