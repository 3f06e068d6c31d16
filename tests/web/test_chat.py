"""A company asks and gets the way in: as a stream where scripts run, as a whole page where they do not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.models import Choice, ContactCard, Met, Outcome, QuestionBack, Reason, Reply
from knowledge.models import Status
from knowledge.vocabulary import Bilingual, Language, State
from tests.builders import a_contact, a_need, a_service
from tests.web.reading import Page, piece, whole
from tests.web.replies import TURN, a_citation, a_reply, a_suggestion
from web.answers import answer_html, parts, sources_of
from web.rendering import Pages

QUESTION = "Vem läser av arvsmassan i våra prover?"
HTMX = {"HX-Request": "true"}


def _turn(reply: Reply, words: str = QUESTION) -> str:
    values = {"words_said": words, "reply": reply, "parts": parts(reply), "sources": sources_of(reply), "tail": ""}
    text = {"lead": answer_html(reply.text, reply), "rest": ""}
    return Pages().fragment("chat/_turn.html", {**values, **text}, reply.language)


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
    assert second.count('name="earlier"') == 2


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

    assert 'hx-target="#status"' in messages[-2]
    assert "Svaret är klart, med" in messages[-2]
    assert re.search(r'name="conversation_id" value="[0-9a-f]{32}"', messages[-1])
    assert 'hx-target="#notice"' in messages[-1]


def test_the_stream_and_the_whole_page_show_the_same(client: TestClient) -> None:
    page = _without_ids(client.post("/ask", data={"question": QUESTION}).text)
    messages = [
        _without_ids(one) for one in _messages(client.post("/ask", data={"question": QUESTION}, headers=HTMX).text)
    ]

    (lead,) = re.findall(r'<hx-partial hx-target="#lead-ID"[^>]*>(.*)</hx-partial>', messages[-3], re.DOTALL) or [""]
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


@pytest.mark.parametrize("typed", ["", "   ", "123 !?", "a" * 4_001])
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


def test_a_question_back_offers_its_choices_and_a_way_past() -> None:
    choices = (Choice("stage:idea", Bilingual("Idé", "Idea")), Choice("stage:growth", Bilingual("Tillväxt", "Growth")))
    back = QuestionBack(Bilingual("Hur långt har ni kommit?", "How far have you come?"), choices)
    reply = a_reply(outcome=Outcome.NEEDS_DETAIL, suggestions=(), citations=(), question_back=back)

    html = _turn(reply)

    assert piece(html).faults == []
    assert re.findall(r'name="choice" value="([^"]+)"', html) == ["stage:idea", "stage:growth", "skip"]
    assert html.count('action="/ask"') == 3
    assert html.count(f'value="{reply.conversation_id}"') == 3


def test_a_choice_is_shown_in_the_words_that_were_pressed(app: FastAPI) -> None:
    client = TestClient(app, headers={"Accept-Language": "sv"})

    html = client.post("/ask", data={"choice": "kind:loan", "said": "Lån", "question": "kvar"}).text

    assert re.search(r'class="said"[^>]*>.*</span> Lån</h2>', html)


@pytest.mark.parametrize("outcome", [Outcome.NO_MATCH, Outcome.OUT_OF_SCOPE, Outcome.BLOCKED])
def test_an_answer_without_services_says_so_and_leads_to_the_catalogue(outcome: Outcome) -> None:
    page = piece(_turn(a_reply(outcome=outcome, text="Det finns ingen.", suggestions=(), citations=())))

    assert "Det finns ingen." in page.text
    assert "/services" in page.links
    assert page.faults == []


def test_a_card_says_why_in_words_and_not_by_colour_alone() -> None:
    reasons = tuple(Reason(Bilingual(f"Skäl {met}", "Reason"), met) for met in Met)

    page = piece(_turn(a_reply(suggestions=(a_suggestion(reasons=reasons),))))

    for words in ("Stämmer Skäl met", "Stämmer inte Skäl not_met", "Vet inte än Skäl unknown"):
        assert words in " ".join(page.text.split())


def test_a_card_says_when_a_service_is_uncertain_and_an_address_unseen() -> None:
    status = Status(State.UNCERTAIN, note=Bilingual("Sidan är borta.", "The page is gone."))
    suggestion = a_suggestion(service=a_service(status=status), website_assured=False)

    page = piece(_turn(a_reply(suggestions=(suggestion,))))

    for words in ("Osäkert om det finns kvar", "Sidan är borta.", "adressen är inte kontrollerad"):
        assert words in page.text


def test_a_contact_past_its_days_is_never_shown_as_confirmed() -> None:
    day = a_contact().seen_on
    card = ContactCard(a_contact(assured_on=day), expired=True)

    page = piece(_turn(a_reply(suggestions=(a_suggestion(contacts=(card,)),))))

    assert f"Inte bekräftad sedan {day}" in " ".join(page.text.split())
    assert "Bekräftad" not in page.text


def test_a_need_without_a_service_is_said_to_have_none() -> None:
    reply = a_reply(needs=(a_need("Labb"), a_need("Lån")))

    page = piece(_turn(reply))

    assert "2. Lån" in page.text
    assert "Katalogen har ingen tjänst för det behovet." in page.text


def test_hidden_personal_data_is_mentioned() -> None:
    assert "Personuppgifter i texten doldes" in _turn(a_reply(masked=("phone",)))
    assert "Personuppgifter i texten doldes" not in _turn(a_reply())


def test_sources_are_numbered_dated_and_linked_only_where_they_may_lead() -> None:
    citations = (
        a_citation(number=1, dated_on=None, page=4),
        a_citation(number=2, source_url="javascript:alert(1)", title="Nej"),
        a_citation(number=3, source_url=None, title="På papper"),
        a_citation(number=4, source_url="/guides/guide-samples", title="Om prover › Frakt"),
    )

    html = _turn(a_reply(citations=citations))

    page = piece(html)
    assert "odaterad" in page.text
    assert "sida 4" in page.text
    assert "javascript:" not in html
    assert {"https://lab.example", "/guides/guide-samples#frakt"} <= set(page.links)
    assert page.ids[f"source-{TURN}-3"] == 1


def test_the_about_page_says_what_is_stored(client: TestClient) -> None:
    page = whole(client.get("/about").text, "sv")

    assert page.faults == []
    assert "Frågans text sparas inte." in page.text
