"""A turn shows what was found, why, and how far it can be trusted, in words."""

from __future__ import annotations

import re

import pytest

from bot.company import DataKind, Fact, Said
from bot.known import known
from bot.models import Choice, ContactCard, Met, Outcome, QuestionBack, Reason, Rejected, Reply
from knowledge.models import Status
from knowledge.vocabulary import Bilingual, Language, Place, State
from tests.builders import a_contact, a_need, a_service
from tests.web.reading import piece
from tests.web.replies import CONVERSATION, TURN, a_citation, a_reply, a_suggestion
from web.answers import answer_html, parts, sources_of
from web.facts import facts_of, hidden
from web.rendering import Pages

QUESTION = "Vem läser av arvsmassan i våra prover?"


def _turn(reply: Reply, words: str = QUESTION) -> str:
    values = {
        "words_said": words,
        "said_before": (words,),
        "reply": reply,
        "parts": parts(reply),
        "facts": facts_of(reply),
        "masked": [hidden(kind) for kind in reply.masked],
        "sources": sources_of(reply),
        "tail": "",
        "lead": answer_html(reply.text, reply),
        "rest": "",
    }
    return Pages().fragment("chat/_turn.html", values, reply.language)


def test_a_question_back_offers_its_choices_and_a_way_past() -> None:
    choices = (Choice("stage:idea", Bilingual("Idé", "Idea")), Choice("stage:growth", Bilingual("Tillväxt", "Growth")))
    back = QuestionBack(Bilingual("Hur långt har ni kommit?", "How far have you come?"), choices)
    reply = a_reply(outcome=Outcome.NEEDS_DETAIL, suggestions=(), citations=(), question_back=back)

    html = _turn(reply)

    assert piece(html).faults == []
    assert re.findall(r'name="choice" value="([^"]+)"', html) == ["stage:idea", "stage:growth", "skip"]
    assert html.count('action="/ask"') == 3
    assert html.count(f'value="{reply.conversation_id}"') == 3


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


def test_a_card_says_once_whether_one_can_apply_today() -> None:
    window = Reason(Bilingual("Stängde 2026-10-28", "Closed on 2026-10-28"), Met.NOT_MET)
    offers = Reason(Bilingual("Erbjuder: Bidrag", "Offers: Grant"), Met.MET)

    told = piece(_turn(a_reply(suggestions=(a_suggestion(reasons=(offers, window), window=window),)))).text

    assert "Ansökningsomgång: Stängde 2026-10-28" in " ".join(told.split())
    assert (told.count("Stängde 2026-10-28"), told.count("Erbjuder: Bidrag")) == (1, 1)
    assert "Ansökningsomgång" not in piece(_turn(a_reply())).text


def test_a_contact_past_its_days_is_never_shown_as_confirmed() -> None:
    day = a_contact().seen_on
    card = ContactCard(a_contact(assured_on=day), expired=True)

    page = piece(_turn(a_reply(suggestions=(a_suggestion(contacts=(card,)),))))

    assert f"Inte bekräftad sedan {day}" in " ".join(page.text.split())
    assert "Bekräftad" not in page.text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.NO_MATCH, "Katalogen har ingen tjänst för det behovet."),
        (Outcome.NEEDS_DETAIL, "Berätta mer om det här behovet, så kan vi visa vägen."),
        (Outcome.OUT_OF_SCOPE, "Det här hjälper Vägen in inte till med."),
    ],
)
def test_one_of_several_needs_without_a_service_says_why(outcome: Outcome, words: str) -> None:
    reply = a_reply(needs=(a_need("Labb"), a_need("Lån", outcome=outcome)))

    _, first, second = _turn(reply).split('<h3 class="need">')

    assert first.startswith("1. Labb")
    assert "Sekvensering" in first
    assert second.startswith("2. Lån")
    assert words in second


def test_one_need_has_no_heading_of_its_own() -> None:
    assert '<h3 class="need">' not in _turn(a_reply())


def test_what_came_near_says_why_it_was_not_suggested() -> None:
    reasons = (Reason(Bilingual("Bara för bolag i Solna", "Only for companies in Solna"), Met.NOT_MET),)
    rejected = Rejected(a_service("grant", name=Bilingual("Bidrag", "Grant")), "fund", Bilingual("Fond", "F"), reasons)

    html = _turn(a_reply(rejected=(rejected,)))

    page = piece(html)
    assert page.faults == []
    assert "Varför inte Bidrag?" in page.text
    assert "Stämmer inte Bara för bolag i Solna" in " ".join(page.text.split())
    assert "/services/grant" in page.links
    assert "Varför inte" not in _turn(a_reply())


def _chips(html: str) -> list[str]:
    return [
        " ".join(re.sub("<[^>]+>", "", one).split()) for one in re.findall("<summary>(.*?)</summary>", html, re.DOTALL)
    ]


def test_what_was_understood_is_shown_as_chips_and_then_what_would_tell_more() -> None:
    need = a_need(place=Place.SOLNA, amount_sek=2_000_000)

    html = _turn(a_reply(known=known(need), unknown=(Fact.STAGE,)))

    assert piece(html).faults == []
    assert _chips(html) == ["Plats: Solna", "Belopp i kronor: 2 000 000", "+ Skede"]
    assert "Så här uppfattade vi er." in html


def test_where_nothing_is_known_the_chips_only_ask() -> None:
    html = _turn(a_reply(unknown=(Fact.STAGE, Fact.EMPLOYEES)))

    assert _chips(html) == ["+ Skede", "+ Antal anställda"]
    assert "Berätta mer, så blir svaret säkrare:" in html
    assert "Ta bort" not in html


def test_an_answer_that_knows_and_asks_nothing_has_no_chips() -> None:
    assert 'class="understood"' not in _turn(a_reply())


def test_a_chip_s_form_holds_what_is_known_and_goes_on_in_the_conversation() -> None:
    need = a_need(place=Place.SOLNA, employees=12, data=(DataKind.BIOBANK, DataKind.GENOME))

    html = _turn(a_reply(known=known(need)))

    place, employees, data = html.split('<details class="fact ')[1:]
    assert re.findall(r'value="(\w+)" selected', place) == ["solna"]
    assert 'inputmode="numeric" autocomplete="off" value="12"' in employees
    assert re.findall(r'value="(\w+)" checked', data) == ["biobanksprov", "genomdata"]
    for form, fact in ((place, "place"), (employees, "employees"), (data, "data")):
        assert f'name="fact" value="{fact}"' in form
        assert f'name="conversation_id" value="{CONVERSATION}"' in form
        assert 'name="forget" value="1"' in form


def test_a_chip_says_whose_words_it_comes_from() -> None:
    said = (Said(Fact.PLACE, "solna", "i <Solna>", 0, 9),)

    html = _turn(a_reply(known=known(a_need(place=Place.SOLNA, employees=12, said=said))))

    assert "Ni skrev: ”i &lt;Solna&gt;”" in html
    assert html.count("Känt från tidigare i samtalet") == 1


@pytest.mark.parametrize("fact", Fact)
@pytest.mark.parametrize("language", Language)
def test_every_fact_can_be_put_right_by_a_labelled_field(fact: Fact, language: Language) -> None:
    html = _turn(a_reply(unknown=(fact,), language=language))

    assert piece(html).faults == []
    assert html.count('name="value"') >= 1


def test_hidden_personal_data_is_told_by_its_kinds_and_never_shown() -> None:
    page = piece(_turn(a_reply(masked=("phone", "email"))))

    assert "Doldes i er text innan något söktes eller sparades: telefonnummer, e-postadress." in page.text
    assert "Doldes" not in _turn(a_reply())


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
