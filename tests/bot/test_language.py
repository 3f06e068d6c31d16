import pytest

from bot.language import language_of
from knowledge.vocabulary import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi behöver labbplats i Solna", Language.SV),
        ("We need lab space in Solna", Language.EN),
        ("Hur får man tillgång till journaldata?", Language.SV),
        ("Who runs phase 1 trials around here?", Language.EN),
        ("Hej! we need help w klinisk prövning fas1, läkemedel, hur lång tid?", Language.SV),
    ],
)
def test_a_sentence_is_answered_in_its_own_language(text: str, expected: Language) -> None:
    assert language_of(text, page=expected.other) is expected


def test_two_words_do_not_turn_the_page_to_another_language() -> None:
    assert language_of("incubator Stockholm", page=Language.SV) is Language.SV


def test_a_swedish_letter_tells_even_in_one_word() -> None:
    assert language_of("såddfinansiering", page=Language.EN) is Language.SV


def test_what_the_person_has_chosen_counts_most() -> None:
    assert language_of("Vi behöver labbplats i Solna", Language.SV, chosen=Language.EN) is Language.EN
