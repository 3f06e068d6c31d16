import pytest

from bot.sentences import sentences


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
