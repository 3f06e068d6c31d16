import json
from collections.abc import Iterator
from threading import Event, Timer
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.conversation import Bot
from bot.models import Asked, Reply
from web import api
from web.api import deltas

ASK = "/api/v1/ask"
QUESTION = {"question": "Vem kan sekvensera tumörprover åt oss?"}
STREAM = {"Accept": "text/event-stream"}
OWN = {"conversation_id", "turn_id", "timings_ms"}


def _events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        (block[0].removeprefix("event: "), json.loads(block[1].removeprefix("data: ")))
        for block in blocks
        if not block[0].startswith(":")
    ]


def test_services_come_first_then_the_text_then_the_whole_answer(client: TestClient) -> None:
    response = client.post(ASK, json=QUESTION, headers=STREAM)

    names = [name for name, _ in _events(response.text)]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    assert (names[0], names[-1]) == ("suggestions", "done")
    assert set(names[1:-1]) == {"text"}


def test_the_whole_answer_is_the_one_that_comes_without_a_stream(client: TestClient) -> None:
    plain = client.post(ASK, json=QUESTION).json()

    _, done = _events(client.post(ASK, json=QUESTION, headers=STREAM).text)[-1]

    assert {key: done[key] for key in done.keys() - OWN} == {key: plain[key] for key in plain.keys() - OWN}
    assert done.keys() == plain.keys()


def test_the_first_event_is_the_answer_without_its_text(client: TestClient) -> None:
    events = _events(client.post(ASK, json=QUESTION, headers=STREAM).text)

    done = dict(events[-1][1])
    text = done.pop("text")
    assert events[0][1] == done
    assert "".join(data["delta"] for name, data in events if name == "text") == text


@pytest.mark.parametrize(
    ("body", "status"),
    [({"question": ""}, 422), ({}, 422), ({"question": "Vem?", "conversation_id": "0" * 32}, 404)],
)
def test_what_must_be_mended_is_said_before_the_stream(client: TestClient, body: dict[str, str], status: int) -> None:
    response = client.post(ASK, json=body, headers=STREAM)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "text",
    ["", "Ett.", " Två  ord ", "Börja med **Lab**.\n\n- ett\n- två tre fyra fem sex sju åtta\n", "\n\n"],
)
def test_the_parts_of_a_text_make_up_the_text(text: str) -> None:
    assert "".join(deltas(text)) == text


class PatientBot:
    """Answers like another bot, but only after it has been told to go on."""

    def __init__(self, behind: Bot) -> None:
        self._behind = behind
        self.go = Event()
        self.fails = False

    def reply(self, asked: Asked) -> Reply:
        """Answer, or fail as nobody expected."""
        assert self.go.wait(10)
        if self.fails:
            raise RuntimeError
        return self._behind.reply(asked)


@pytest.fixture
def patient(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[PatientBot]:
    """The application's bot, made slow; clients are kept waiting for a moment only."""
    monkeypatch.setattr(api, "PATIENCE", 0.05)
    quick = app.state.bot
    app.state.bot = PatientBot(quick)
    yield app.state.bot
    app.state.bot = quick


def test_a_slow_answer_is_awaited_with_signs_of_life(client: TestClient, patient: PatientBot) -> None:
    Timer(0.3, patient.go.set).start()

    text = client.post(ASK, json=QUESTION, headers=STREAM).text

    assert text.startswith(": waiting\n\n")
    assert _events(text)[-1][0] == "done"


def test_an_error_after_the_stream_has_begun_is_an_event(client: TestClient, patient: PatientBot) -> None:
    patient.fails = True
    Timer(0.3, patient.go.set).start()

    response = client.post(ASK, json={**QUESTION, "language": "en"}, headers=STREAM)

    name, problem = _events(response.text)[-1]
    assert (name, problem["status"]) == ("error", 500)
    assert problem["title"] == "Something went wrong on our side"
