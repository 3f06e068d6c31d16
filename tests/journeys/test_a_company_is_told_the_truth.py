"""A company is told what has ended, what does not exist and what the sources say; no personal data is kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.models import Outcome
from bot.routing import AT_MOST
from knowledge.database import open_database, tasks
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Language, State, SupportKind
from tests.journeys.questions import DIVERSE
from tests.journeys.running import Running
from web.api_models import Answer

pytestmark = pytest.mark.model

ENDED = [
    ("stockholm-life-tech", "Stockholm Life Tech", "Projektet Stockholm Life Tech för småföretag, finns det kvar?"),
    (
        "stockholm-life-tech",
        "Stockholm Life Tech",
        "Stockholm Life Tech opened research labs to small companies: does it still run?",
    ),
    (
        "stockholm-digital-care",
        "Stockholm Digital Care",
        "Vi vill testa vår produkt i äldreomsorgen genom Stockholm Digital Care",
    ),
    (
        "stockholm-digital-care",
        "Stockholm Digital Care",
        "We want to test our product in elderly care through Stockholm Digital Care",
    ),
]
HAS_ENDED = Bilingual("har avslutats", "has ended")
NO_SERVICE = [
    "Vi behöver en vindtunnel",
    "Vi behöver en vindtunnel för att testa en flygplansvinge",
    "We need a wind tunnel",
    "We need a wind tunnel to test an aircraft wing",
]
SICK = [
    "Vilken läkare ska jag söka för min hosta?",
    "Jag har hostat i tre veckor, vilken läkare ska jag gå till?",
    "Which doctor should I see for my cough?",
    "I have had a cough for three weeks. Which doctor should I see?",
]
GOAL_YEAR = {
    "Målår 2023 eller 2025 i life science-strategin?": "guide-strategy-sv",
    "When is Stockholm to be one of the world's five leading life science regions?": "guide-strategy-en",
    "Vilket målår har Stockholms life science-strategi?": "guide-strategy-sv",
    "Which target year does Stockholm's life science strategy have?": "guide-strategy-en",
}
CANARY = "kvastfeningsskruv"
PERSONAL = "Nås på 070-1740605, personnummer 19121212-1212."
HIDDEN = "Nås på [telefonnummer], personnummer [personnummer]."
SECRETS = ("070-1740605", "1740605", "19121212-1212", "121212-1212", "1212121212")


@pytest.mark.parametrize(("ended", "name", "question"), ENDED)
def test_an_ended_programme_is_named_as_ended_and_what_came_after_is_suggested(
    service: Running, services: dict[str, Service], ended: str, name: str, question: str
) -> None:
    answer = service.ask(question)

    beginning = answer.text.split("**")[0]
    assert answer.outcome is Outcome.ANSWERED
    assert name in beginning
    assert HAS_ENDED.in_(answer.language) in beginning
    suggested = [one.service_id for one in answer.suggestions]
    assert suggested[0] in services[ended].instead


@pytest.mark.parametrize("question", [*(question for _, _, question in ENDED), *DIVERSE])
def test_an_ended_service_is_never_offered(service: Running, question: str) -> None:
    answer = service.ask(question)

    assert all(count <= AT_MOST for count in Counter(one.need for one in answer.suggestions).values())
    assert all(one.status is not State.ENDED for one in answer.suggestions)


@pytest.mark.parametrize("question", NO_SERVICE)
def test_who_needs_a_wind_tunnel_is_told_that_there_is_none_and_the_advisors_learn_of_it(
    service: Running, question: str
) -> None:
    answer = service.ask(question)

    assert (answer.outcome, answer.suggestions, answer.citations) == (Outcome.NO_MATCH, [], [])
    nothing = Bilingual("Katalogen har ingen tjänst för det behovet", "The catalogue has no service for that need")
    assert answer.text.startswith(nothing.in_(answer.language))
    assert _tasks(service, answer) == ["no_service"]
    assert service.page(question, answer.language).organizations == []


@pytest.mark.parametrize("question", SICK)
def test_a_cough_is_sent_to_1177_with_no_contact_and_no_task(service: Running, question: str) -> None:
    answer = service.ask(question)

    assert (answer.outcome, answer.suggestions, answer.citations) == (Outcome.OUT_OF_SCOPE, [], [])
    assert "1177.se" in answer.text
    assert _tasks(service, answer) == []
    assert service.page(question, answer.language).organizations == []


@pytest.mark.parametrize("question", ["Vi vill testa vår produkt", "We want to test our product"])
def test_who_says_too_little_is_asked_back_and_the_choice_is_answered(
    service: Running, services: dict[str, Service], question: str
) -> None:
    asked = service.ask(question)
    assert (asked.outcome, asked.suggestions) == (Outcome.NEEDS_DETAIL, [])
    assert asked.question_back
    assert "kind:test_bed" in [choice.id for choice in asked.question_back.choices]

    answer = service.choose(asked, "kind:test_bed")

    assert (answer.outcome, answer.language) == (Outcome.ANSWERED, asked.language)
    assert answer.conversation_id == asked.conversation_id
    assert "test_bed" in services[answer.suggestions[0].service_id].kinds


@pytest.mark.parametrize(("question", "said"), [("Vi behöver hjälp", "labb"), ("We need help", "a lab")])
def test_a_question_back_is_answered_in_a_word(
    service: Running, services: dict[str, Service], question: str, said: str
) -> None:
    answer = service.reply(service.ask(question), said)

    assert answer.outcome is Outcome.ANSWERED
    assert "lab_space" in services[answer.suggestions[0].service_id].kinds


@pytest.mark.parametrize(("question", "said"), [("Hjälp oss", "pengar"), ("Help us", "money")])
def test_who_needs_money_is_asked_which_sort(service: Running, question: str, said: str) -> None:
    asked = service.reply(service.ask(question), said)

    assert asked.question_back
    assert {one.id for one in asked.question_back.choices} == {"kind:grant", "kind:loan", "kind:equity"}


@pytest.mark.parametrize("question", ["Vi behöver hjälp", "We need help"])
def test_a_question_back_can_always_be_skipped(service: Running, question: str) -> None:
    asked = service.ask(question)

    answer = service.choose(asked, "skip")

    assert asked.outcome is Outcome.NEEDS_DETAIL
    assert (answer.outcome, answer.language) == (Outcome.ANSWERED, asked.language)
    assert answer.suggestions


def test_who_names_several_kinds_of_support_in_a_few_words_is_not_asked_back(
    service: Running, services: dict[str, Service]
) -> None:
    answer = service.ask("Vi behöver bidrag, MDR och biobank.")

    best = [services[one.service_id].kinds[0] for one in answer.suggestions[:3]]
    assert (answer.outcome, answer.question_back) == (Outcome.ANSWERED, None)
    assert best == [SupportKind.GRANT, SupportKind.REGULATORY, SupportKind.BIOBANK]


@pytest.mark.parametrize(("question", "guide"), GOAL_YEAR.items())
def test_where_the_sources_give_two_goal_years_the_guide_is_quoted_with_both(
    service: Running, question: str, guide: str
) -> None:
    answer = service.ask(question)

    quoted = [one for one in answer.citations if one.source_url == f"/guides/{guide}"]
    both, *_ = [one for one in quoted if "2023" in one.quote and "2025" in one.quote]
    assert f"[{both.number}]" in answer.text
    assert both.quote in answer.text.replace("\\", "")
    assert service.client.get(f"/guides/{guide}").status_code == 200


def test_a_question_is_kept_without_its_personal_data(service: Running, caplog: pytest.LogCaptureFixture) -> None:
    questions = {
        Outcome.ANSWERED: f"Hur söker vi patent på vår {CANARY}?",
        Outcome.NO_MATCH: f"Vi behöver en vindtunnel för vår {CANARY}",
        Outcome.OUT_OF_SCOPE: f"Vilken läkare ska jag söka för min hosta, {CANARY}?",
        Outcome.NEEDS_DETAIL: f"Kan ni hjälpa oss, {CANARY}?",
    }
    with caplog.at_level("INFO"):
        answers = {outcome: service.ask(f"{question} {PERSONAL}") for outcome, question in questions.items()}
        for question in questions.values():
            for html in (
                service.page(f"{question} {PERSONAL}", Language.SV).html,
                service.stream(f"{question} {PERSONAL}", Language.SV).html,
            ):
                assert CANARY in html
                assert not [one for one in SECRETS if one in html]

    kept = b"".join(path.read_bytes() for path in _files(service.settings.data_dir))
    assert {outcome: answer.outcome for outcome, answer in answers.items()} == {one: one for one in questions}
    assert all(answer.turn_id.encode() in kept for answer in answers.values())
    assert all(f"{question} {HIDDEN}".encode() in kept for question in questions.values())
    assert not [one for one in SECRETS if one.encode() in kept or one in caplog.text]
    assert CANARY not in caplog.text


def _tasks(service: Running, answer: Answer) -> list[str]:
    engine = open_database(service.settings.sqlalchemy_url)
    with engine.connect() as db:
        kinds = db.execute(select(tasks.c.kind).where(tasks.c.subject == answer.turn_id)).scalars().all()
    engine.dispose()
    return list(kinds)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
