import pytest

from bot.geography import around, in_region, is_outside, serves
from knowledge.vocabulary import Place
from tests.builders import a_need

HERE = {
    Place.HAGASTADEN,
    Place.KISTA,
    Place.FLEMINGSBERG,
    Place.STOCKHOLM,
    Place.SOLNA,
    Place.HUDDINGE,
    Place.BOTKYRKA,
    Place.SODERTALJE,
    Place.DANDERYD,
    Place.STOCKHOLM_COUNTY,
    Place.UPPSALA,
    Place.UPPSALA_COUNTY,
}
AROUND = {Place.SWEDEN, Place.NORDICS, Place.EU, Place.WORLD}


@pytest.mark.parametrize("place", Place)
def test_the_region_is_two_counties_and_all_that_holds_or_lies_in_them(place: Place) -> None:
    assert in_region(place) is (place in HERE | AROUND)
    assert is_outside(a_need(place=place)) is (place not in HERE | AROUND)


def test_a_need_that_names_no_place_is_not_outside() -> None:
    assert not is_outside(a_need())


@pytest.mark.parametrize("place", [None, *HERE, *AROUND])
def test_a_need_from_here_is_sent_to_both_counties(place: Place | None) -> None:
    assert around(a_need(place=place)) == (Place.STOCKHOLM_COUNTY, Place.UPPSALA_COUNTY)


def test_a_need_from_elsewhere_is_sent_there() -> None:
    assert around(a_need(place=Place.SKANE)) == (Place.SKANE,)


@pytest.mark.parametrize(
    ("place", "wanted", "expected"),
    [
        (Place.SOLNA, Place.SOLNA, True),
        (Place.SOLNA, Place.STOCKHOLM_COUNTY, True),
        (Place.SWEDEN, Place.SOLNA, True),
        (Place.SOLNA, Place.UPPSALA, False),
        (Place.SKANE, Place.STOCKHOLM_COUNTY, False),
    ],
)
def test_a_place_serves_what_it_holds_and_what_holds_it(place: Place, wanted: Place, expected: bool) -> None:
    assert serves(place, wanted) is expected
