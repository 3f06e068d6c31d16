"""Facts about the company are put right over the API: the last question is answered anew, a fault says what to do."""

from __future__ import annotations

from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from bot.company import Fact
from bot.models import Met, Reason, Rejected
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_service
from tests.web.replies import a_reply
from web.api_answers import as_answer

ASK = "/api/v1/ask"
QUESTION = "Vi är ett bolag i Uppsala med 12 anställda. Vem kan sekvensera tumörprover åt oss?"
PROBLEM = "application/problem+json"
ONE_OF_THREE = ("Skicka en av question, choice och facts.", "Send one of question, choice and facts.")


def _asked(client: TestClient, question: str = QUESTION) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(ASK, json={"question": question}).json()
    return answer


def _put_right(client: TestClient, facts: object, language: str = "sv") -> Response:
    body = {"conversation_id": _asked(client)["conversation_id"], "facts": facts, "language": language}
    return client.post(ASK, json=body)


def _values(answer: dict[str, Any]) -> dict[str, list[str]]:
    return {one["fact"]: one["values"] for one in answer["known"]}


def test_an_answer_says_what_it_knows_and_in_which_words_it_was_said(client: TestClient) -> None:
    answer = _asked(client)

    assert answer["known"] == [
        {"fact": "place", "values": ["uppsala"], "text": "Plats: Uppsala", "words": "Uppsala"},
        {"fact": "employees", "values": ["12"], "text": "Antal anställda: 12", "words": "12 anställda"},
    ]
    assert answer["unknown"] == ["stage", "sectors"]


def test_what_is_known_is_told_in_the_language_of_the_answer(client: TestClient) -> None:
    answer = _put_right(client, {"sectors": ["medtech", "diagnostics"]}, "en").json()

    assert [one["text"] for one in answer["known"]] == [
        "Field: Medical devices, Diagnostics",
        "Place: Uppsala",
        "Employees: 12",
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"place": "solna"}, {"place": ["solna"], "employees": ["12"]}),
        ({"place": ["solna"]}, {"place": ["solna"], "employees": ["12"]}),
        ({"place": None}, {"employees": ["12"]}),
        ({"place": []}, {"employees": ["12"]}),
        ({"place": ""}, {"employees": ["12"]}),
        ({"employees": 5}, {"place": ["uppsala"], "employees": ["5"]}),
        ({"employees": " 1 200 "}, {"place": ["uppsala"], "employees": ["1200"]}),
        ({"place": None, "employees": None}, {}),
        (
            {"sectors": ["medtech", "diagnostics"]},
            {"sectors": ["medtech", "diagnostics"], "place": ["uppsala"], "employees": ["12"]},
        ),
    ],
)
def test_facts_are_put_right_and_the_others_stay(
    client: TestClient, facts: dict[str, Any], expected: dict[str, list[str]]
) -> None:
    response = _put_right(client, facts)

    assert response.status_code == 200
    assert _values(response.json()) == expected


def test_the_last_question_is_answered_anew_in_the_same_conversation(client: TestClient) -> None:
    first = _asked(client)

    answer = client.post(ASK, json={"conversation_id": first["conversation_id"], "facts": {"place": "solna"}}).json()

    assert answer["conversation_id"] == first["conversation_id"]
    assert answer["turn_id"] != first["turn_id"]
    assert [one["service_id"] for one in answer["suggestions"]] == [one["service_id"] for one in first["suggestions"]]


def test_what_was_put_right_is_no_longer_in_anybody_s_words(client: TestClient) -> None:
    answer = _put_right(client, {"place": "solna"}).json()

    assert {one["fact"]: one["words"] for one in answer["known"]} == {"place": "", "employees": "12 anställda"}


def test_a_fact_that_was_taken_away_is_asked_for_again(client: TestClient) -> None:
    answer = _put_right(client, {"place": None}).json()

    assert answer["unknown"] == ["stage", "sectors", "place"]


@pytest.mark.parametrize(
    ("facts", "sv", "en"),
    [
        ({"place": "Paris"}, "Plats kan inte vara ”Paris”. Välj", "Place cannot be “Paris”. Choose"),
        (
            {"place": ["solna", "uppsala"]},
            "Plats kan inte vara ”solna, uppsala”.",
            "Place cannot be “solna, uppsala”.",
        ),
        ({"sectors": ["medtech", "alchemy"]}, "Bransch kan inte vara ”alchemy”.", "Field cannot be “alchemy”."),
        ({"trl": 10}, "TRL kan inte vara ”10”. Skriv ett helt tal från 1 till 9", "a whole number from 1 to 9"),
        ({"trl": 0}, "TRL kan inte vara ”0”. Skriv ett helt tal från 1 till 9", "a whole number from 1 to 9"),
        ({"employees": "some"}, "Antal anställda kan inte vara ”some”.", "Employees cannot be “some”."),
    ],
)
def test_a_value_that_cannot_be_names_its_fact_and_what_to_do(
    client: TestClient, facts: dict[str, Any], sv: str, en: str
) -> None:
    told = {language: _put_right(client, facts, language) for language in ("sv", "en")}

    for language, words in (("sv", sv), ("en", en)):
        problem = told[language].json()
        assert (told[language].status_code, told[language].headers["content-type"]) == (422, PROBLEM)
        assert words in problem["detail"]
        assert problem["errors"] == [{"field": "facts", "mend": problem["detail"]}]


def test_a_value_of_any_length_is_shown_shortened(client: TestClient) -> None:
    problem = _put_right(client, {"place": "x" * 5_000}).json()

    assert "x" * 80 in problem["detail"]
    assert "x" * 81 not in problem["detail"]


@pytest.mark.parametrize(
    ("facts", "field", "mend"),
    [
        ({"colour": "red"}, "facts.colour", "Write one of: 'stage', 'trl', 'sectors'"),
        ({"place": True}, "facts.place", "Write a text (string)."),
        ({"employees": 1.5}, "facts.employees", "Write a text (string)."),
        ({"sectors": [{"medtech": 1}]}, "facts.sectors", "Write a text (string)."),
        ([], "facts", "The value cannot be used."),
    ],
)
def test_what_is_no_fact_is_named_once_by_its_field(client: TestClient, facts: object, field: str, mend: str) -> None:
    response = _put_right(client, facts, "en")

    assert response.status_code == 422
    (fault,) = response.json()["errors"]
    assert fault["field"] == field
    assert fault["mend"].startswith(mend)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("body", "mend"),
    [
        ({"facts": {}, "conversation_id": "0" * 32}, ONE_OF_THREE),
        ({"facts": None, "conversation_id": "0" * 32}, ONE_OF_THREE),
        ({"facts": {"place": "solna"}, "question": "Vem?", "conversation_id": "0" * 32}, ONE_OF_THREE),
        ({"facts": {"place": "solna"}, "choice": "skip", "conversation_id": "0" * 32}, ONE_OF_THREE),
        (
            {"facts": {"place": "solna"}},
            (
                "Skicka conversation_id tillsammans med choice eller facts.",
                "Send conversation_id together with choice or facts.",
            ),
        ),
    ],
)
def test_facts_come_alone_and_in_a_conversation(
    client: TestClient, body: dict[str, Any], mend: tuple[str, str], language: Language
) -> None:
    response = client.post(ASK, json=body, headers={"Accept-Language": language})

    said = dict(zip(Language, mend, strict=True))[language]
    assert (response.status_code, response.headers["content-type"]) == (422, PROBLEM)
    assert response.json()["errors"] == [{"field": "body", "mend": said}]


def test_a_fact_is_put_right_in_a_conversation_that_exists(client: TestClient) -> None:
    response = client.post(ASK, json={"conversation_id": "0" * 32, "facts": {"place": "solna"}})

    assert (response.status_code, response.json()["type"]) == (404, "urn:vagen-in:problem:unknown-conversation")


@pytest.mark.parametrize(
    ("language", "name", "organization", "reason"),
    [
        (Language.SV, "Sekvensering", "Provlabbet", "Gäller bolag i Solna"),
        (Language.EN, "Sequencing", "The Sample Lab", "For companies in Solna"),
    ],
)
def test_what_came_nearest_without_being_suggested_says_what_spoke_against_it(
    language: Language, name: str, organization: str, reason: str
) -> None:
    against = Reason(Bilingual("Gäller bolag i Solna", "For companies in Solna"), Met.NOT_MET)
    rejected = Rejected(a_service(), "lab", Bilingual("Provlabbet", "The Sample Lab"), (against,), need=1)

    answer = as_answer(a_reply(rejected=(rejected,), language=language))

    assert [one.model_dump() for one in answer.rejected] == [
        {
            "service_id": "lab-sequencing",
            "service_name": name,
            "organization_id": "lab",
            "organization_name": organization,
            "need": 1,
            "reasons": [{"text": reason, "status": Met.NOT_MET}],
        }
    ]


def test_the_description_s_example_of_facts_is_one_that_is_taken(client: TestClient) -> None:
    asking = client.get("/openapi.json").json()["paths"][ASK]["post"]
    example = asking["requestBody"]["content"]["application/json"]["examples"]["facts"]["value"]

    response = _put_right(client, example["facts"])

    assert response.status_code == 200
    assert _values(response.json()) == {
        "sectors": ["medtech", "diagnostics"],
        "place": ["uppsala"],
        "employees": ["12"],
    }
    assert set(example["facts"]) <= set(Fact)
