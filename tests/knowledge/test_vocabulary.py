"""The closed lists, and which place lies in which."""

from __future__ import annotations

import pytest

from knowledge.vocabulary import PLACE_WITHIN, Bilingual, Language, Place, within


def test_a_bilingual_text_is_read_in_either_language() -> None:
    text = Bilingual("Lån", "Loan")

    assert [text.in_(language) for language in Language] == ["Lån", "Loan"]


def test_each_language_is_the_other_of_the_other() -> None:
    assert Language.SV.other is Language.EN
    assert Language.EN.other is Language.SV


@pytest.mark.parametrize(
    ("place", "area"),
    [
        (Place.KISTA, Place.KISTA),
        (Place.FLEMINGSBERG, Place.HUDDINGE),
        (Place.FLEMINGSBERG, Place.STOCKHOLM_COUNTY),
        (Place.UPPSALA, Place.SWEDEN),
        (Place.UPPSALA, Place.NORDICS),
        (Place.UPPSALA, Place.EU),
        (Place.EU, Place.WORLD),
    ],
)
def test_a_place_lies_in_every_area_around_it(place: Place, area: Place) -> None:
    assert within(place, area)


@pytest.mark.parametrize(
    ("place", "area"),
    [
        (Place.UPPSALA, Place.STOCKHOLM_COUNTY),
        (Place.STOCKHOLM_COUNTY, Place.STOCKHOLM),
        (Place.NORDICS, Place.EU),
        (Place.EU, Place.SWEDEN),
        (Place.WORLD, Place.EU),
    ],
)
def test_a_place_does_not_lie_in_its_neighbour_or_in_its_parts(place: Place, area: Place) -> None:
    assert not within(place, area)


def test_every_place_lies_in_the_world() -> None:
    assert all(within(place, Place.WORLD) for place in Place)
    assert set(Place) - PLACE_WITHIN.keys() == {Place.WORLD}
