from dataclasses import fields
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from knowledge.models import Service

ASK = "/api/v1/ask"
SWEDISH = "Vem kan sekvensera tumörprover åt oss?"
SEVERAL = "Vi behöver:\n- tillväxtlån för att växa\n- forskningsinfrastruktur för prover"
ENGLISH = "Who can do tumour sample sequencing for us?"
VAGUE = "Vi vill testa vår produkt"

FIELDS = {
    *("conversation_id", "turn_id", "language", "outcome", "text", "need", "needs", "suggestions"),
    *("citations", "question_back", "known", "unknown", "rejected", "masked", "as_of", "timings_ms"),
}
SUGGESTION = {
    *("service_id", "service_name", "organization_id", "organization_name", "website"),
    *("website_assured", "need", "status", "reasons", "contacts", "score", "citations"),
}
CONTACT = {
    *("channel", "value", "purpose", "source_url", "seen_on", "source_year", "assured_on", "expired"),
}


def _ask(client: TestClient, question: str, **more: str) -> dict[str, Any]:
    response = client.post(ASK, json={"question": question, **more})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_has_exactly_the_fields_of_the_contract(client: TestClient) -> None:
    answer = _ask(client, SWEDISH)

    first = answer["suggestions"][0]
    assert answer.keys() == FIELDS
    assert first.keys() == SUGGESTION
    assert first["reasons"][0].keys() == {"text", "status"}
    assert first["contacts"][0].keys() == CONTACT
    assert answer["citations"][0].keys() == {"number", "title", "source_url", "page", "quote", "dated_on"}
    assert answer["timings_ms"].keys() == {"total", "understand", "retrieve", "route", "answer"}
    assert answer["need"] == answer["needs"][0]
    assert answer["need"].keys() == {"summary", "kinds", "sectors", "stage", "place", "outcome"}


@pytest.mark.parametrize(
    ("question", "language", "name", "purpose"),
    [
        (SWEDISH, "sv", "Sekvensering", "Frågor om analyser"),
        (ENGLISH, "en", "Sequencing", "Questions about analyses"),
    ],
)
def test_an_answer_speaks_the_language_of_the_question(
    client: TestClient, question: str, language: str, name: str, purpose: str
) -> None:
    answer = _ask(client, question)

    first = answer["suggestions"][0]
    assert (answer["outcome"], answer["language"]) == ("answered", language)
    assert (first["service_name"], first["contacts"][0]["purpose"]) == (name, purpose)
    assert name in answer["text"]


def test_a_chosen_language_counts_before_the_question_s(client: TestClient) -> None:
    answer = _ask(client, SWEDISH, language="en")

    assert answer["language"] == "en"


def test_numbers_in_an_answer_are_plain(client: TestClient) -> None:
    answer = _ask(client, SWEDISH)

    scores = [one["score"] for one in answer["suggestions"]]
    assert all(0 <= score <= 1 and score == round(score, 4) for score in scores)
    assert all(time == round(time, 2) for time in answer["timings_ms"].values())


def test_each_citation_that_a_suggestion_names_is_in_the_answer(client: TestClient) -> None:
    answer = _ask(client, SWEDISH)

    known = {citation["number"] for citation in answer["citations"]}
    named = {number for one in answer["suggestions"] for number in one["citations"]}
    assert named
    assert named <= known


def test_each_suggestion_says_for_which_of_several_needs_it_is(client: TestClient) -> None:
    answer = _ask(client, SEVERAL)

    assert [need["kinds"] for need in answer["needs"]] == [["loan"], ["research_infrastructure"]]
    assert [(one["need"], one["service_id"]) for one in answer["suggestions"]] == [
        (0, "bank-loan"),
        (1, "lab-sequencing"),
    ]


def test_a_question_back_is_answered_by_a_choice(client: TestClient) -> None:
    asked = _ask(client, VAGUE)
    choice = next(one for one in asked["question_back"]["choices"] if one["id"] == "kind:research_infrastructure")

    answer = client.post(ASK, json={"conversation_id": asked["conversation_id"], "choice": choice["id"]}).json()

    assert asked["outcome"] == "needs_detail"
    assert answer["conversation_id"] == asked["conversation_id"]
    assert answer["turn_id"] != asked["turn_id"]
    assert answer["suggestions"][0]["service_id"] == "lab-sequencing"


def test_a_question_back_can_be_skipped(client: TestClient) -> None:
    asked = _ask(client, VAGUE)

    answer = client.post(ASK, json={"conversation_id": asked["conversation_id"], "choice": "skip"}).json()

    assert answer["outcome"] == "answered"


def test_search_shows_what_was_found_and_how_well(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": SWEDISH}).json()

    first = found["services"][0]
    assert found["language"] == "sv"
    assert first["service_id"] == "lab-sequencing"
    assert first["service_name"] == {"sv": "Sekvensering", "en": "Sequencing"}
    assert 0 < first["score"] <= 1
    assert first["ranks"]["dense"] == 1


def test_search_finds_passages_of_guides(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "Skickas prover på torris?"}).json()

    first = found["passages"][0]
    assert (first["document_id"], first["title"]) == ("guide-samples", "Om prover")
    assert first["heading"].endswith("Frakt")
    assert "torris" in first["text"]


def test_search_gives_as_many_as_asked_for(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": SWEDISH, "limit": 1}).json()

    assert len(found["services"]) == 1


@pytest.mark.parametrize("q", ["", "?", "a" * 4_001])
def test_search_wants_a_question_that_can_be_read(client: TestClient, q: str) -> None:
    assert client.get("/api/v1/search", params={"q": q}).status_code == 422


def test_services_are_listed_in_parts(client: TestClient) -> None:
    pages = [client.get("/api/v1/services", params={"limit": 1, "offset": offset}).json() for offset in range(3)]

    assert [page["total"] for page in pages] == [2, 2, 2]
    assert [[one["id"] for one in page["items"]] for page in pages] == [["bank-loan"], ["lab-sequencing"], []]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"kind": "loan"}, ["bank-loan"]),
        ({"q": "sequencing"}, ["lab-sequencing"]),
        ({"q": "PROVBANKEN lån"}, ["bank-loan"]),
        ({"q": "provbanken sequencing"}, []),
        ({"q": "quencing"}, []),
        ({"kind": "grant"}, []),
    ],
)
def test_services_are_chosen_by_kind_and_words(client: TestClient, wanted: dict[str, str], expected: list[str]) -> None:
    page = client.get("/api/v1/services", params=wanted).json()

    assert [one["id"] for one in page["items"]] == expected
    assert page["total"] == len(expected)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"offset": -1}, {"kind": "magic"}, {"limit": "x"}])
def test_a_list_that_cannot_be_given_is_refused(client: TestClient, query: dict[str, str]) -> None:
    problem = client.get("/api/v1/services", params=query).json()

    assert (problem["status"], problem["errors"][0]["field"]) == (422, next(iter(query)))


def test_a_service_comes_with_all_its_fields_in_both_languages(client: TestClient) -> None:
    service = client.get("/api/v1/services/lab-sequencing").json()

    assert service.keys() == {one.name for one in fields(Service)} | {"organization_id", "organization_name"}
    assert service["organization_name"] == {"sv": "Provlabbet", "en": "The Sample Lab"}
    assert service["how_to_apply"] == {"sv": "Skicka in formuläret.", "en": "Send the form."}
    assert service["contacts"][0]["value"] == "info@lab.example"


def test_organizations_are_listed_with_their_services(client: TestClient) -> None:
    page = client.get("/api/v1/organizations").json()

    assert page["total"] == 2
    assert [one["id"] for one in page["items"]] == ["bank", "lab"]
    assert page["items"][1]["services"] == [
        {"id": "lab-sequencing", "name": {"sv": "Sekvensering", "en": "Sequencing"}}
    ]


def test_an_organization_comes_by_its_id(client: TestClient) -> None:
    organization = client.get("/api/v1/organizations/lab").json()

    assert organization["website"] == "https://lab.example"
    assert organization["about"]["en"] == "A laboratory that exists in tests only."


@pytest.mark.parametrize("path", ["services/nothing", "organizations/nobody"])
def test_what_is_not_published_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_the_description_shows_a_question_in_each_language(client: TestClient) -> None:
    asking = client.get("/openapi.json").json()["paths"][ASK]["post"]

    examples = asking["requestBody"]["content"]["application/json"]["examples"]
    assert {"svenska", "english", "choice", "facts"} == examples.keys()
    assert client.post(ASK, json=examples["english"]["value"]).json()["language"] == "en"


@pytest.mark.parametrize("status", ["400", "403", "404", "413", "415", "422", "503"])
def test_the_description_shows_each_problem(client: TestClient, status: str) -> None:
    asking = client.get("/openapi.json").json()["paths"][ASK]["post"]

    told = asking["responses"][status]["content"]["application/problem+json"]
    assert {one["value"]["status"] for one in told["examples"].values()} == {int(status)}


def test_the_description_tells_of_every_path_of_the_api_and_of_no_page(app: FastAPI) -> None:
    assert set(app.openapi()["paths"]) == {
        *(f"/api/v1/{name}" for name in ("ask", "search", "services", "organizations")),
        *("/api/v1/services/{service_id}", "/api/v1/organizations/{organization_id}"),
        *("/health/live", "/health/ready", "/metrics"),
    }
