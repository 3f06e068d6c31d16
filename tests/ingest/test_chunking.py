from __future__ import annotations

import pytest

from ingest.chunking import passages
from knowledge.texts import Owner
from tests.builders import a_document

SENTENCE = "Provet fryses inom en timme och skickas samma dag till labbet."


def test_a_passage_stands_under_its_headings() -> None:
    document = a_document(
        title="Om prover", body="## Frakt\n\nPå torris.\n\n### Svar\n\nTre veckor.\n\n## Pris\n\nGratis."
    )

    found = [(passage.heading, passage.body) for passage in passages(document)]

    assert found == [
        ("Om prover › Frakt", "På torris."),
        ("Om prover › Frakt › Svar", "Tre veckor."),
        ("Om prover › Pris", "Gratis."),
    ]


def test_a_heading_that_repeats_the_title_is_said_once() -> None:
    (passage,) = passages(a_document(title="Om prover", body="# **Om prover**\n\nPå torris."))

    assert passage.heading == "Om prover"


def test_the_same_document_always_gives_the_same_passages() -> None:
    document = a_document(body=f"## Frakt\n\n{SENTENCE * 30}")

    assert passages(document) == passages(document)


def test_passages_are_numbered_in_order_and_belong_to_the_document() -> None:
    found = passages(a_document("guide-samples"))

    assert [passage.id for passage in found] == ["doc:guide-samples:1", "doc:guide-samples:2"]
    assert {(passage.owner, passage.owner_id, passage.language) for passage in found} == {
        (Owner.DOCUMENT, "guide-samples", a_document().language)
    }


def test_a_long_section_is_cut_between_sentences_and_nothing_is_lost() -> None:
    text = " ".join([SENTENCE] * 40)

    found = [passage.body for passage in passages(a_document(body=text))]

    assert len(found) > 1
    assert max(map(len, found)) <= 600
    assert all(body.endswith("labbet.") for body in found)
    assert " ".join(found) == text


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u202f"])
def test_words_around_an_unusual_space_stay_apart(space: str) -> None:
    (passage,) = passages(a_document(body=f"Om{space}prover"))

    assert passage.body == "Om prover"


def test_marks_that_only_a_page_shows_are_left_out() -> None:
    (passage,) = passages(a_document(body="**Läget:** allt väl.<sup>1</sup>\n\n---\n"))

    assert passage.body.startswith("Läget: allt väl.1")


def test_a_part_without_words_is_no_passage() -> None:
    assert passages(a_document(body="## Tomt\n\n- - -\n")) == []
