"""A company asks and gets the way in: as a stream where scripts run, as a whole page where they do not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from knowledge.vocabulary import Language
from tests.web.reading import Page, piece, whole

QUESTION = "Vem läser av arvsmassan i våra prover?"
HTMX = {"HX-Request": "true"}


def _messages(stream: str) -> list[str]:
    events = [event for event in stream.split("\n\n") if event]
    return ["\n".join(line.removeprefix("data: ") for line in event.split("\n")) for event in events]


def _without_ids(html: str) -> str:
    return re.sub(r"[0-9a-f]{32}", "ID", html)


@pytest.mark.parametrize("language", Language)
def test_the_empty_page_says_what_to_do_and_offers_examples(client: TestClient, language: Language) -> None:
    html = client.get("/", headers={"Accept-Language": language}).text

    page = whole(html, language)
    assert page.faults == []
    assert html.count('type="submit" name="question"') == 5
    assert page.ids["question"] == 1


def test_a_question_in_the_address_stands_in_the_form_and_is_not_sent(client: TestClient) -> None:
    html = client.get("/", params={"q": "<b>labb</b>"}).text

    assert ">&lt;b&gt;labb&lt;/b&gt;</textarea>" in html
    assert 'class="turn' not in html


def test_without_scripts_the_answer_is_a_whole_page(client: TestClient) -> None:
    page = whole(client.post("/ask", data={"question": QUESTION}).text, "sv")

    assert page.faults == []
    assert QUESTION in page.text
    assert "/services/lab-sequencing" in page.links
    assert "mailto:info@lab.example" in page.links


def test_without_scripts_a_conversation_goes_on_and_remembers_what_was_asked(client: TestClient) -> None:
    first = client.post("/ask", data={"question": QUESTION}).text
    conversation = re.search(r'name="conversation_id" value="([0-9a-f]{32})"', first)
    assert conversation

    data = {"question": "Finns det lån?", "conversation_id": conversation[1], "earlier": [QUESTION]}
    second = client.post("/ask", data=data).text

    assert f"<li>{QUESTION}</li>" in second
    assert f'value="{conversation[1]}"' in second
    composer, chip = second.split('<form class="ask"')[1], second.split('name="fact"')[0].rsplit("<form", 1)[1]
    assert (composer.count('name="earlier"'), chip.count('name="earlier"')) == (2, 2)


def test_somebody_who_comes_back_to_an_answer_starts_anew(client: TestClient) -> None:
    response = client.get("/ask", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/")


def test_with_htmx_the_services_come_first_and_then_the_text_sentence_by_sentence(client: TestClient) -> None:
    response = client.post("/ask", data={"question": QUESTION}, headers=HTMX)

    messages = _messages(response.text)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert [fault for message in messages for fault in piece(message).faults] == []
    assert "mailto:info@lab.example" in piece(messages[0]).links
    grown = [message for message in messages if 'hx-target="#lead-' in message]
    assert len(grown) > 1
    assert all(len(short) < len(long) for short, long in pairwise(grown))


def test_the_last_messages_say_that_it_is_done_and_carry_the_conversation_on(client: TestClient) -> None:
    messages = _messages(client.post("/ask", data={"question": QUESTION}, headers=HTMX).text)

    status, form, end = messages[-3:]
    assert 'hx-target="#status"' in status
    assert "Svaret är klart, med" in status
    assert re.search(r'name="conversation_id" value="[0-9a-f]{32}"', form)
    assert 'hx-target="#notice"' in form
    assert end == "event: answered\nanswered"


def test_the_stream_leaves_a_half_written_text_alone(client: TestClient) -> None:
    stream = client.post("/ask", data={"question": QUESTION}, headers=HTMX).text

    assert "<textarea" not in stream
    assert "Fortsätt med egna ord" in stream


def test_the_stream_and_the_whole_page_show_the_same(client: TestClient) -> None:
    page = _without_ids(client.post("/ask", data={"question": QUESTION}).text)
    messages = [
        _without_ids(one) for one in _messages(client.post("/ask", data={"question": QUESTION}, headers=HTMX).text)
    ]

    (lead,) = re.findall(r'<hx-partial hx-target="#lead-ID"[^>]*>(.*)</hx-partial>', messages[-4], re.DOTALL) or [""]
    shown = Page(page)
    assert set(Page(messages[0]).links) <= set(shown.links)
    assert lead in page


def test_an_english_question_on_a_swedish_page_is_answered_in_english(client: TestClient) -> None:
    html = client.post("/ask", data={"question": "Who reads the genome in samples that companies send?"}).text

    page = whole(html, "sv")
    assert 'class="turn answered"' in html
    assert re.search(r'<article [^>]*lang="en"', html)
    assert "How to get in" in page.text
    assert "/services/lab-sequencing?lang=en" in page.links


def test_a_question_of_the_greatest_length_is_answered_in_any_letters(client: TestClient) -> None:
    data = {"question": ("å" * 9 + " ") * 399 + "😀" * 10, "earlier": ["ö" * 160] * 5}

    assert client.post("/ask", data=data).status_code == 200


def test_a_choice_that_is_gone_says_in_plain_words_what_to_do(client: TestClient) -> None:
    first = client.post("/ask", data={"question": QUESTION}).text
    conversation = re.findall(r'name="conversation_id" value="([0-9a-f]{32})"', first)[-1]

    response = client.post("/ask", data={"choice": "stage:never", "said": "Idé", "conversation_id": conversation})

    assert response.status_code == 422
    assert "skriv med egna ord" in response.text
    assert "skip" not in whole(response.text, "sv").text


@pytest.mark.parametrize("typed", ["", "   ", "123 !?", "a" * 4_001, "å" * 8_000])
def test_what_cannot_be_read_says_what_to_mend_and_keeps_everything(client: TestClient, typed: str) -> None:
    data = {"question": typed, "conversation_id": "c" * 32, "earlier": ["Förr"]}

    response = client.post("/ask", data=data)

    assert response.status_code == 422
    assert whole(response.text, "sv").faults == []
    assert f">{typed}</textarea>" in response.text
    assert 'value="Förr"' in response.text
    assert f'value="{"c" * 32}"' in response.text


def test_with_htmx_a_fault_comes_as_a_piece_beside_the_form(client: TestClient) -> None:
    response = client.post("/ask", data={"question": " "}, headers=HTMX)

    assert (response.status_code, response.headers["hx-retarget"]) == (422, "#notice")
    assert piece(response.text).faults == []


def test_a_conversation_that_was_forgotten_begins_anew(client: TestClient) -> None:
    html = client.post("/ask", data={"question": QUESTION, "conversation_id": "0" * 32}).text

    assert 'class="turn answered"' in html
    assert f'value="{"0" * 32}"' not in html


def test_what_was_typed_is_never_markup(client: TestClient) -> None:
    typed = 'Prover <script>alert(1)</script> <img src=x onerror="alert(1)"> <hx-partial hx-target="body">'

    page = client.post("/ask", data={"question": typed}).text
    stream = client.post("/ask", data={"question": typed}, headers=HTMX).text

    for html in (page, stream):
        assert "<script>" not in html
        assert "<img src=x" not in html
        assert '<hx-partial hx-target="body">' not in html


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_phone_number_is_shown_as_a_mark_and_the_page_says_so(client: TestClient, headers: dict[str, str]) -> None:
    html = client.post("/ask", data={"question": f"{QUESTION} Ring 070-1740605."}, headers=headers).text

    assert re.search(rf"</span> {re.escape(QUESTION)} Ring \[telefonnummer\]\.</h2>", html)
    assert f'name="earlier" value="{QUESTION} Ring [telefonnummer]."' in html
    assert "Doldes i er text innan något söktes eller sparades: telefonnummer." in html
    assert "1740605" not in html


def test_several_needs_are_shown_each_under_its_heading(client: TestClient) -> None:
    question = "Vi behöver:\n- tillväxtlån för att växa\n- forskningsinfrastruktur för prover"

    html = client.post("/ask", data={"question": question}).text

    assert whole(html, "sv").faults == []
    _, *needs = re.split(r'<h3 class="need">', html)
    assert [need.partition("<")[0] for need in needs] == ["1. Lån", "2. Forskningsinfrastruktur"]
    best = [re.search(r'href="/services/([\w-]+)"', need) for need in needs]
    assert [found and found[1] for found in best] == ["bank-loan", "lab-sequencing"]


def test_one_of_several_needs_that_has_no_service_is_still_shown(client: TestClient) -> None:
    question = "Vi behöver:\n- tillväxtlån för att växa\n- ett lamm och en cykel till hunden"

    html = client.post("/ask", data={"question": question}).text

    _, loan, lamb = html.split('<h3 class="need">')
    assert 'href="/services/bank-loan"' in loan
    assert lamb.startswith("2. Ett lamm och en cykel till hunden<")
    assert "Katalogen har ingen tjänst för det behovet." in lamb


def test_a_choice_is_shown_in_the_words_that_were_pressed(app: FastAPI) -> None:
    client = TestClient(app, headers={"Accept-Language": "sv"})

    html = client.post("/ask", data={"choice": "kind:loan", "said": "Lån", "question": "kvar"}).text

    assert re.search(r'class="said"[^>]*>.*</span> Lån</h2>', html)


def test_the_about_page_says_what_is_stored(client: TestClient) -> None:
    page = whole(client.get("/about").text, "sv")

    assert page.faults == []
    assert "Frågans text sparas utan personnummer, telefonnummer" in page.text
