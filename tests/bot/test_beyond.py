"""Other trades than life science, and texts to be written, are told by their words."""

import pytest

from bot.beyond import is_for_another_trade, is_to_be_written


@pytest.mark.parametrize(
    "said",
    [
        "Vi söker lokal till ett bageri i Solna",
        "min svåger ska öppna frisersalong i Täby, vilket lån passar hans frisörsalong?",
        "We run a cafe in Uppsala and want tables outside",
        "my cousin is opening a small bakery",
        "Looking for a shop for my flower business",
    ],
)
def test_somebodys_own_shop_is_another_trade(said: str) -> None:
    assert is_for_another_trade(said)


@pytest.mark.parametrize(
    "said",
    [
        "Vi söker labb i Solna",
        "Our allergy test is sold to restaurants and hotels",
        "An app for hairdressers' eczema",
        "a bar-code reader for blood samples",
        "We build our sensor in a garage and need a lab",
        "Appen används på ett gym",
    ],
)
def test_a_product_that_others_use_is_not(said: str) -> None:
    assert not is_for_another_trade(said)


@pytest.mark.parametrize(
    "said", ["a limerick about dilution please", "Skriver C-uppsats om klustret", "my master's thesis on incubators"]
)
def test_poems_and_papers_are_to_be_written(said: str) -> None:
    assert is_to_be_written(said)


@pytest.mark.parametrize("said", ["Vår tjänst skriver dikter åt patienter", "Kan ni visa vem som hyr ut labb?"])
def test_other_words_for_other_things_are_not(said: str) -> None:
    assert not is_to_be_written(said)
