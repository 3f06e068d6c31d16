"""What is known of a company becomes chips: what was said first, then what would tell more; a press puts it right."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from bot.company import Fact
from bot.known import known
from bot.masking import Personal
from knowledge.vocabulary import Bilingual, Place, Sector
from tests.builders import a_need
from tests.web.reading import piece, whole
from tests.web.replies import a_reply
from web.facts import facts_of, hidden

QUESTION = "Vi är ett bolag i Uppsala med 12 anställda. Vem kan sekvensera tumörprover åt oss?"
HTMX = {"HX-Request": "true"}


def test_what_is_known_comes_before_what_would_tell_more() -> None:
    need = a_need(place=Place.UPPSALA, employees=12)

    items = facts_of(a_reply(known=known(need), unknown=(Fact.STAGE, Fact.SECTORS)))

    assert [(one.fact, one.values) for one in items] == [
        (Fact.PLACE, ("uppsala",)),
        (Fact.EMPLOYEES, ("12",)),
        (Fact.STAGE, ()),
        (Fact.SECTORS, ()),
    ]


def test_a_known_fact_has_its_name_and_its_value_in_words() -> None:
    (item,) = facts_of(a_reply(known=known(a_need(sectors=(Sector.MEDTECH, Sector.DIAGNOSTICS)))))

    assert item.name == Bilingual("Bransch", "Field")
    assert item.text == Bilingual("Medicinteknik, Diagnostik", "Medical devices, Diagnostics")
    assert item.values == ("medtech", "diagnostics")


def test_an_unknown_fact_has_a_name_and_nothing_more() -> None:
    (item,) = facts_of(a_reply(unknown=(Fact.STAGE,)))

    assert item.name == Bilingual("Skede", "Stage")
    assert (item.text, item.values, item.words) == (Bilingual("", ""), (), "")


@pytest.mark.parametrize(
    ("fact", "offers", "many"),
    [
        (Fact.PLACE, True, False),
        (Fact.COUNTRY, True, False),
        (Fact.DEVICE_CLASS, True, False),
        (Fact.SECTORS, True, True),
        (Fact.DATA, True, True),
        (Fact.EMPLOYEES, False, False),
        (Fact.AMOUNT_SEK, False, False),
    ],
)
def test_a_fact_is_chosen_ticked_or_written_as_its_kind_asks_for(fact: Fact, offers: bool, many: bool) -> None:
    (item,) = facts_of(a_reply(unknown=(fact,)))

    assert (bool(item.options), item.many) == (offers, many)


@pytest.mark.parametrize("fact", Fact)
def test_every_fact_can_be_shown_in_both_languages(fact: Fact) -> None:
    (item,) = facts_of(a_reply(unknown=(fact,)))

    shown = [item.name, *item.options.values()]
    assert all(one.sv and one.en for one in shown)
    assert len({one.sv for one in item.options.values()}) == len(item.options)


def test_a_reply_that_knows_nothing_has_no_chips() -> None:
    assert facts_of(a_reply()) == []


def test_what_was_hidden_is_named_without_the_brackets_of_its_mark() -> None:
    assert hidden("phone") == Bilingual("telefonnummer", "phone number")


@pytest.mark.parametrize("kind", Personal)
def test_every_kind_of_personal_data_has_a_name(kind: Personal) -> None:
    named = hidden(kind.value)

    assert named.sv
    assert named.en
    assert not set("[]") & set(named.sv + named.en)


def _conversation(client: TestClient, question: str = QUESTION) -> str:
    html = client.post("/ask", data={"question": question}).text
    found = re.search(r'name="conversation_id" value="([0-9a-f]{32})"', html)
    assert found
    return found[1]


def _press(client: TestClient, headers: dict[str, str] | None = None, **fields: object) -> str:
    data = {"conversation_id": _conversation(client), **fields}
    html: str = client.post("/ask", data=data, headers=headers or {}).text
    return html


def _chips(html: str) -> list[str]:
    summaries = re.findall("<summary>(.*?)</summary>", html.partition('class="answer"')[0], re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", "", one).split()) for one in summaries]


def _said(html: str) -> str:
    found = re.search(r'class="said"[^>]*>.*?</span>(.*?)</h2>', html, re.DOTALL)
    assert found
    return found[1].strip()


def test_an_answer_shows_what_was_understood(client: TestClient) -> None:
    html = client.post("/ask", data={"question": QUESTION}).text

    assert whole(html, "sv").faults == []
    assert _chips(html) == ["Plats: Uppsala", "Antal anställda: 12", "+ Skede", "+ Bransch"]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("fields", "said", "chips"),
    [
        (
            {"fact": "place", "value": "solna"},
            "Plats: Solna",
            ["Plats: Solna", "Antal anställda: 12", "+ Skede", "+ Bransch"],
        ),
        (
            {"fact": "employees", "value": " 40 "},
            "Antal anställda: 40",
            ["Plats: Uppsala", "Antal anställda: 40", "+ Skede", "+ Bransch"],
        ),
        (
            {"fact": "sectors", "value": ["medtech", "diagnostics"]},
            "Bransch: Medicinteknik, Diagnostik",
            ["Bransch: Medicinteknik, Diagnostik", "Plats: Uppsala", "Antal anställda: 12", "+ Skede"],
        ),
        (
            {"fact": "place", "value": ""},
            "Plats: okänt",
            ["Antal anställda: 12", "+ Skede", "+ Bransch", "+ Plats"],
        ),
        (
            {"fact": "place", "value": "uppsala", "forget": "1"},
            "Plats: okänt",
            ["Antal anställda: 12", "+ Skede", "+ Bransch", "+ Plats"],
        ),
    ],
)
def test_a_press_answers_the_question_anew_and_shows_what_was_put_right(
    client: TestClient, headers: dict[str, str], fields: dict[str, object], said: str, chips: list[str]
) -> None:
    html = _press(client, headers, **fields)

    assert _said(html) == said
    assert _chips(html) == chips
    assert 'href="/services/lab-sequencing"' in html


def test_a_fact_is_shown_as_it_was_put_right_even_where_no_service_is_found(client: TestClient) -> None:
    conversation = _conversation(client, "Vi vill testa vår produkt")

    html = client.post("/ask", data={"fact": "place", "value": "solna", "conversation_id": conversation}).text

    assert 'class="card way' not in html
    assert _said(html) == "Plats: Solna"


@pytest.mark.parametrize("choice", ["skip", "kind:loan"])
def test_a_question_back_that_was_answered_is_not_asked_again_when_a_fact_is_put_right(
    client: TestClient, choice: str
) -> None:
    data = {"conversation_id": _conversation(client, "Vi vill testa vår produkt")}
    client.post("/ask", data={"choice": choice, "said": "Valt", **data})

    html = client.post("/ask", data={"fact": "place", "value": "solna", **data}).text

    assert 'class="turn answered"' in html
    assert 'class="question-back"' not in html
    assert "Plats: Solna" in _chips(html)


def test_an_english_answer_is_put_right_in_english_on_a_swedish_page(client: TestClient) -> None:
    conversation = _conversation(client, "We are in Uppsala. Who can do tumour sample sequencing for us?")

    html = client.post("/ask", data={"fact": "place", "value": "solna", "conversation_id": conversation}).text

    assert _said(html) == "Place: Solna"
    assert "+ Stage" in _chips(html)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fact": "place", "value": "Paris"}, "Plats kan inte vara ”Paris”. Välj ett av de värden som finns"),
        ({"fact": "place", "value": ["solna", "uppsala"]}, "Plats kan inte vara ”solna, uppsala”."),
        ({"fact": "trl", "value": "12"}, "TRL kan inte vara ”12”. Skriv ett helt tal från 1 till 9"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_plain_words(
    client: TestClient, fields: dict[str, object], words: str
) -> None:
    conversation = _conversation(client)
    data = {"conversation_id": conversation, **fields}

    page = client.post("/ask", data=data)
    aside = client.post("/ask", data=data, headers=HTMX)

    assert (page.status_code, aside.status_code) == (422, 422)
    assert words in whole(page.text, "sv").text
    assert f'value="{conversation}"' in page.text
    assert words in piece(aside.text).text
    assert aside.headers["hx-retarget"] == "#notice"


def test_a_fact_that_does_not_exist_is_refused(client: TestClient) -> None:
    assert client.post("/ask", data={"fact": "colour", "value": "red"}).status_code == 422


def test_a_press_in_a_conversation_that_was_forgotten_asks_for_the_need_again(client: TestClient) -> None:
    response = client.post("/ask", data={"fact": "place", "value": "solna", "conversation_id": "0" * 32})

    assert response.status_code == 422
    assert "Skriv vad ni behöver" in whole(response.text, "sv").text


def test_what_is_sent_as_a_value_is_never_markup(client: TestClient) -> None:
    html = _press(client, fact="place", value="<script>alert(1)</script>")

    assert "<script>" not in html
