import logging
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from bot.guarding import MEND, Fault
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Language
from web.speaking import accepted_language

ASK = "/api/v1/ask"
PROBLEM = "application/problem+json"


def _ask(
    client: TestClient,
    language: str,
    json: object = None,
    *,
    content: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    spoken = {"Accept-Language": language, **(headers or {})}
    return client.post(ASK, json=json, content=content, headers=spoken)


@pytest.mark.parametrize(
    ("request_", "status", "field", "mend"),
    [
        ({"content": "{bad", "headers": {"Content-Type": "application/json"}}, 400, "body", "giltig JSON"),
        ({"json": {}}, 422, "body", "en av question, choice och facts"),
        ({"json": {"question": "a", "choice": "skip"}}, 422, "body", "en av question, choice och facts"),
        ({"json": {"choice": "skip"}}, 422, "body", "conversation_id"),
        ({"json": {"question": 5}}, 422, "question", "text"),
        ({"json": {"question": "a", "language": "de"}}, 422, "language", "'sv', 'en'"),
        ({"json": {"question": "a", "language": ["sv"]}}, 422, "language", "'sv', 'en'"),
        ({"json": {"question": "a", "colour": "red"}}, 422, "colour", "ta bort"),
        ({"json": ["a"]}, 422, "body", "JSON-objekt"),
    ],
)
def test_a_request_that_cannot_be_read_says_which_field_to_mend(
    client: TestClient, request_: dict[str, Any], status: int, field: str, mend: str
) -> None:
    response = _ask(client, "sv", **request_)

    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    assert problem["errors"][0]["field"] == field
    assert mend in problem["errors"][0]["mend"]


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ("  ", Fault.EMPTY),
        ("a" * 4_001, Fault.TOO_LONG),
        ("\x00 hej", Fault.CONTROL_CHARACTERS),
        ("🧬?!", Fault.NO_WORDS),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_question_that_cannot_be_answered_says_how_to_write_it(
    client: TestClient, question: str, fault: Fault, language: Language
) -> None:
    problem = _ask(client, language, json={"question": question}).json()

    assert problem["status"] == 422
    assert problem["detail"] == MEND[fault].in_(language)
    assert problem["errors"] == [{"field": "question", "mend": MEND[fault].in_(language)}]


@pytest.mark.parametrize(
    ("request_", "status", "sv", "en"),
    [
        (("GET", "/api/v1/nowhere"), 404, "Det finns inget här", "There is nothing here"),
        (("GET", ASK), 405, "Adressen tar inte emot den metoden", "The address does not take that method"),
        (("POST", ASK), 415, "Innehållet har fel typ", "The content has the wrong type"),
        (
            ("GET", "/api/v1/services?limit=0"),
            422,
            "Något i anropet behöver rättas",
            "Something in the request must be mended",
        ),
    ],
)
def test_a_problem_is_told_in_the_language_of_the_request(
    client: TestClient, request_: tuple[str, str], status: int, sv: str, en: str
) -> None:
    said = {language: client.request(*request_, headers={"Accept-Language": language}) for language in ("sv", "en")}

    assert {one.status_code for one in said.values()} == {status}
    assert {language: one.json()["title"] for language, one in said.items()} == {"sv": sv, "en": en}
    assert {language: one.headers["content-language"] for language, one in said.items()} == {"sv": "sv", "en": "en"}


@pytest.mark.parametrize("body", [{"question": " ", "language": "en"}, {"question": 5, "language": "en"}])
def test_the_language_in_the_body_counts_before_that_of_the_headers(client: TestClient, body: dict[str, Any]) -> None:
    assert _ask(client, "sv", json=body).headers["content-language"] == "en"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonlines"])
def test_only_json_is_taken(client: TestClient, kind: str) -> None:
    assert _ask(client, "sv", content='{"question": "hej"}', headers={"Content-Type": kind}).status_code == 415


def test_json_may_say_how_its_letters_are_written(client: TestClient) -> None:
    content = '{"question": "Vem sekvenserar?"}'

    got = _ask(client, "sv", content=content, headers={"Content-Type": "application/json; charset=utf-8"})

    assert got.status_code == 200


def test_an_unknown_conversation_is_not_found(client: TestClient) -> None:
    problem = _ask(client, "en", json={"question": "Who?", "conversation_id": "0" * 32}).json()

    assert (problem["status"], problem["type"]) == (404, "urn:vagen-in:problem:unknown-conversation")


def test_a_choice_that_was_never_offered_is_refused(client: TestClient) -> None:
    asked = client.post(ASK, json={"question": "Vi vill testa vår produkt"}).json()

    problem = _ask(client, "en", json={"conversation_id": asked["conversation_id"], "choice": "colour:red"}).json()

    assert (problem["status"], problem["errors"][0]["field"]) == (422, "choice")


def test_a_method_that_is_not_taken_names_those_that_are(client: TestClient) -> None:
    assert client.get(ASK).headers["allow"] == "POST"


@pytest.mark.parametrize(("language", "words"), [("sv", "Kontrollera adressen"), ("en", "Check the address")])
def test_people_get_a_page_and_not_json(client: TestClient, language: str, words: str) -> None:
    response = client.get("/nowhere", headers={"Accept-Language": language})

    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert words in response.text


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", Language.SV),
        ("en-GB,en;q=0.9,sv;q=0.8", Language.EN),
        ("sv-SE, en;q=0.7", Language.SV),
        ("de, en; q=0.5, sv; q=0.4", Language.EN),
        ("de", Language.SV),
        ("en;q=0", Language.SV),
        ("en;q=lots", Language.SV),
        ("*", Language.SV),
    ],
)
def test_the_preferred_of_our_languages_is_spoken(header: str, expected: Language) -> None:
    assert accepted_language(header) is expected


def test_an_unexpected_error_shows_a_number_that_finds_it_in_the_log(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = broken.get("/api/v1/services", headers={"Accept-Language": "en"})

    number = response.json()["detail"].rstrip(".").split()[-1]
    assert (response.status_code, response.headers["content-type"]) == (500, PROBLEM)
    assert number in caplog.text
    assert "RuntimeError" in caplog.text


def test_an_unexpected_error_tells_nobody_what_was_typed(broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = broken.get("/api/v1/services")

    assert DamagedCatalogue.words not in response.text
    assert DamagedCatalogue.words not in caplog.text


def test_an_unexpected_error_carries_the_security_headers(broken: TestClient) -> None:
    assert "content-security-policy" in broken.get("/api/v1/services").headers


def test_people_get_a_page_for_an_unexpected_error(broken: TestClient) -> None:
    response = broken.get("/services")

    assert response.status_code == 500
    assert "Felnummer" in response.text


class DamagedCatalogue:
    """Fails in a way that nobody expected, with somebody's words in what it raises."""

    words = "19850312-1234"

    def current(self) -> Catalogue:
        """Fail."""
        try:
            int(self.words)
        except ValueError as error:
            raise RuntimeError(f"cannot read {self.words}") from error
        raise AssertionError


@pytest.fixture
def broken(client: TestClient, app: FastAPI) -> Iterator[TestClient]:
    """A client of an application whose catalogue is damaged."""
    whole = app.state.catalogue
    app.state.catalogue = DamagedCatalogue()
    yield client
    app.state.catalogue = whole
