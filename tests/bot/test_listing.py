import pytest

from bot.kinship import Kinds
from bot.listing import announces, listed
from bot.pieces import pieces_of
from bot.understanding import understand
from knowledge.vocabulary import Language, SupportKind


def listed_in(message: str) -> list[str]:
    pieces = pieces_of(message)
    kinds = [Kinds(understand(piece.meant, Language.EN).kinds) for piece in pieces]
    return [pieces[place].text for place in sorted(listed(pieces, kinds))]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "For the study: (a) ethics approval (b) somebody to pack boxes",
            ["ethics approval", "somebody to pack boxes"],
        ),
        ("Two things: a bench, and freight to Oslo", ["a bench", "freight to Oslo"]),
        ("A bench, and freight to Oslo. Which two do I ask?", ["A bench", "freight to Oslo."]),
        ("who packs, who ships, and who insures?", ["who packs", "who ships", "who insures?"]),
        ("We need lab space, an accountant and a patent", ["We need lab space", "an accountant", "a patent"]),
    ],
)
def test_what_a_writer_lists_is_a_need_each_whatever_its_words(message: str, expected: list[str]) -> None:
    assert listed_in(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "We look for lab space:\n- fume hoods\n- a clean room",
        "About us:\n- five people\n- based in Solna",
        "Two things: a bench, freight to Oslo, and tea",
        "who packs, and who ships?",
        "We need lab space, an accountant and a lab bench",
        "We need lab space",
    ],
)
def test_what_describes_one_need_or_the_company_is_no_list_of_needs(message: str) -> None:
    assert listed_in(message) == []


def test_a_count_of_needs_is_an_announcement() -> None:
    assert announces("Vi har tre frågor")
    assert announces("Vilka två ska jag kontakta?")
    assert not announces("Vi är tre personer")


def test_announced_questions_are_as_many_sentences() -> None:
    pieces = pieces_of("Two questions. Can a US company find a hospital here? And is FDA enough, or not?")

    points = listed(pieces, [Kinds() for _ in pieces])

    said = [pieces[place].text for place in sorted(points)]

    assert said == [
        "Can a US company find a hospital here?",
        "And is FDA enough",
    ]


def test_a_point_counts_by_what_any_of_its_sentences_names() -> None:
    pieces = pieces_of("(1) somebody who reads RNA (2) more tumours! There must be an archive")
    kinds = [Kinds({SupportKind.BIOBANK}) if "archive" in piece.text else Kinds() for piece in pieces]

    assert len(listed(pieces, kinds)) == 2
