import pytest

from bot.sentences import first_sentence, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi har ett labb. Vi söker pengar!", ["Vi har ett labb. ", "Vi söker pengar!"]),
        ("- labb\n- pengar", ["- labb\n- pengar"]),
        ("Vi söker:\n\n- labb.\n- pengar\n", ["Vi söker:\n\n", "- labb.\n", "- pengar\n"]),
        ("3.5 miljoner", ["3.5 miljoner"]),
        ("Hej!  ", ["Hej!  "]),
        ("", []),
    ],
)
def test_a_text_is_cut_after_its_sentences_and_nothing_of_it_is_lost(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
    assert "".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("Någon som kan sortera celler. Vi är fyra.", "Någon som kan sortera celler."),
        ("Hej! Vi söker labb. Vi är fyra.", "Hej! Vi söker labb."),
        ("Labb", "Labb"),
    ],
)
def test_a_text_begins_with_its_first_sentence_unless_that_says_next_to_nothing(text: str, begun: str) -> None:
    assert first_sentence(text) == begun
