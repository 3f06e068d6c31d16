"""A turn shows what was found, why, and how far it can be trusted, in words."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.models import Choice, ContactCard, Met, Outcome, QuestionBack, Reason, Reply
from knowledge.database import now
from knowledge.models import Round, Status
from knowledge.vocabulary import Bilingual, State
from tests.builders import a_contact, a_need, a_service
from tests.web.reading import piece
from tests.web.replies import TURN, a_citation, a_reply, a_suggestion
from web.answers import answer_html, parts, sources_of
from web.rendering import Pages

QUESTION = "Vem läser av arvsmassan i våra prover?"


def _turn(reply: Reply, words: str = QUESTION) -> str:
    values = {"words_said": words, "reply": reply, "parts": parts(reply), "sources": sources_of(reply), "tail": ""}
    text = {"lead": answer_html(reply.text, reply), "rest": ""}
    return Pages().fragment("chat/_turn.html", {**values, **text}, reply.language)


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


def test_a_card_says_how_it_is_with_the_round_that_comes_next() -> None:
    past, soon, later = (Round(closes=now().date() + timedelta(days)) for days in (-5, 5, 50))

    def shown(*rounds: Round) -> str:
        suggestion = a_suggestion(service=a_service(rounds=rounds))
        return " ".join(piece(_turn(a_reply(suggestions=(suggestion,)))).text.split())

    assert f"Ansökningsomgång: sista dagen är {soon.closes};" in shown(later, past, soon)
    assert f"Ansökningsomgång: stängde {past.closes}" in shown(past)
    assert "Ansökningsomgång" not in shown()


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
