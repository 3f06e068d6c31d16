"""Points of a list that nothing but a colon, commas or semicolons set off."""

from __future__ import annotations

import pytest

from bot.itemizing import itemized
from bot.kinship import Kinds
from bot.pieces import Opening, pieces_of
from bot.sensing import Heard
from knowledge.vocabulary import SupportKind

KINDS = {
    "lab": SupportKind.LAB_SPACE,
    "labb": SupportKind.LAB_SPACE,
    "grant": SupportKind.GRANT,
    "bidrag": SupportKind.GRANT,
    "ward": SupportKind.TEST_BED,
    "akut": SupportKind.TEST_BED,
}


def hear(text: str) -> Heard:
    """Hears the kinds above where their word begins a word, and something missing in a logo."""
    words = text.lower().replace("-", " ").split()
    kinds = Kinds(kind for word, kind in KINDS.items() if any(one.startswith(word) for one in words))
    return Heard(kinds, missing="logo" in text)


def points_of(message: str) -> list[str]:
    return [piece.text for piece in itemized(pieces_of(message), hear) if piece.opening is Opening.ITEM]


@pytest.mark.parametrize(
    ("message", "points"),
    [
        (
            "Wanted: a grant; a ward that tries our screen; a new logo",
            ["a grant", "a ward that tries our screen", "a new logo"],
        ),
        (
            "Behov: bidrag till en pilot, labb i Solna samt ny logo.",
            ["bidrag till en pilot", "labb i Solna", "ny logo."],
        ),
        (
            "We need a grant for tests, a ward for our screen, and a lab",
            ["We need a grant for tests", "a ward for our screen", "a lab"],
        ),
        ("Vi behöver bidrag, en akutmottagning och labb.", ["Vi behöver bidrag", "en akutmottagning", "labb."]),
        ("Looking for:\na lab bench\na grant", ["a lab bench", "a grant"]),
    ],
)
def test_each_thing_of_a_list_is_a_point(message: str, points: list[str]) -> None:
    assert points_of(message) == points


def test_what_says_more_of_a_point_stays_with_it() -> None:
    assert points_of("Needs: a lab with hoods, preferably in Solna, two benches; a grant for rats and mice") == [
        "a lab with hoods, preferably in Solna, two benches",
        "a grant for rats and mice",
    ]
    assert points_of("We need: a lab in Solna and Huddinge, a working tap, a grant") == [
        "a lab in Solna and Huddinge, a working tap",
        "a grant",
    ]


@pytest.mark.parametrize(
    "message",
    [
        "We need a lab with hoods, benches, and gas",
        "We need a lab and a grant",
        "We have: a lab, a grant, a ward",
        "Who gives a grant, rents a lab, or runs a ward?",
        "We need a lab, a lab bench, and another lab",
        "Needs: " + ", ".join(["a lab", "a grant"] * 9),
    ],
)
def test_what_describes_one_thing_or_what_there_is_has_no_points(message: str) -> None:
    assert points_of(message) == []


def test_a_list_that_has_its_own_marks_is_left_as_it_is() -> None:
    pieces = pieces_of("We need\n- a lab\n- a grant")

    assert itemized(pieces, hear) == list(pieces)
