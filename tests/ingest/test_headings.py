from __future__ import annotations

import pytest

from ingest.headings import with_headings


def _headings(text: str) -> list[str]:
    return [line for line in with_headings(text).splitlines() if line.startswith("#")]


def test_a_text_with_headings_is_left_as_it_is() -> None:
    text = "# Mål\n\nKort rad\n\n  Text."

    assert with_headings(text) == text


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    assert _headings("Om oss\n\nVi finns i Solna.\n\nKontakt\nRing oss gärna.") == ["## Om oss", "## Kontakt"]


def test_a_numbered_line_is_a_heading_as_deep_as_its_number() -> None:
    assert _headings("1.2 Bakgrund\n\nText.\n\n1.2.3 Uppdrag\n\nText.") == ["### 1.2 Bakgrund", "#### 1.2.3 Uppdrag"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Första punkten\n2. Andra punkten",
        "• en punkt\n• en till",
        "Vi samverkar för:\n\nmål",
        "Det här är en hel mening.",
        "Bryter raden\nmitt i en mening som går vidare.",
        "En rad som är så lång att den knappast kan vara en rubrik utan måste vara löpande text, eller hur tänker du",
    ],
    ids=["numbered list", "bullets", "before a colon", "sentence", "wrapped line", "long line"],
)
def test_what_is_no_heading_is_not_marked(text: str) -> None:
    assert _headings(text) == []


def test_a_table_of_contents_is_left_out() -> None:
    assert with_headings("1.1\tBeskrivning.....\t3\n1.2\tUppdrag\t4\nVi tog emot 12.") == "Vi tog emot 12."
