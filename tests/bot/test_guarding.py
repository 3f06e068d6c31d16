import pytest

from bot.guarding import MAX_CHARACTERS, MEND, Fault, InvalidQuestion, guarded


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        ("  \n\t ", Fault.EMPTY),
        ("a" * (MAX_CHARACTERS + 1), Fault.TOO_LONG),
        ("labb\x00plats", Fault.CONTROL_CHARACTERS),
        ("labb\x1b[31mplats", Fault.CONTROL_CHARACTERS),
        ("🧪🧫", Fault.NO_WORDS),
        ("123 456", Fault.NO_WORDS),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_fault(typed: str, fault: Fault) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        guarded(typed)

    assert refused.value.fault is fault


def test_a_question_of_four_thousand_characters_is_read() -> None:
    assert len(guarded("å" * MAX_CHARACTERS)) == MAX_CHARACTERS


def test_lines_and_tabs_are_not_control_characters() -> None:
    assert guarded("labb\r\nplats\ti Solna") == "labb\nplats\ti Solna"


def test_decomposed_letters_are_composed() -> None:
    assert guarded("la\u030aneansökan") == "låneansökan"


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_says_in_both_languages_what_to_mend(fault: Fault) -> None:
    assert MEND[fault].sv
    assert MEND[fault].en
    assert MEND[fault].sv != MEND[fault].en
