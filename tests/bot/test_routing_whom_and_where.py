from datetime import date

import pytest

from bot.models import Need
from bot.routing import is_open, route
from knowledge.models import Service
from knowledge.vocabulary import Audience, Place
from tests.bot.test_routing import a_catalogue
from tests.builders import a_hit, a_need, a_service

TODAY = date(2026, 11, 22)
WARDS = a_service("for-wards", audience=(Audience.CARE_PROVIDER,))
FIRMS = a_service("for-firms", audience=(Audience.COMPANY,))
UPPSALA = a_service("uppsala", places=(Place.UPPSALA,))
SOLNA = a_service("solna", places=(Place.SOLNA,))


def suggested(need: Need, *services: Service, named: frozenset[str] = frozenset()) -> list[str]:
    hits = [a_hit(service.id, score=0.9 - place / 10) for place, service in enumerate(services)]
    return [one.service.id for one in route(need, hits, a_catalogue(*services), TODAY, named).suggestions]


def test_what_is_for_care_providers_is_open_to_a_care_provider_only() -> None:
    assert suggested(a_need(), WARDS, FIRMS) == ["for-firms"]
    assert suggested(a_need(audience=(Audience.CARE_PROVIDER,)), WARDS, FIRMS) == ["for-wards", "for-firms"]
    assert (is_open(WARDS), is_open(WARDS, [Audience.CARE_PROVIDER])) == (False, True)


def test_a_closed_service_s_way_instead_may_be_open_to_whoever_asks() -> None:
    staff = a_service("staff", audience=(Audience.REGION_STAFF,), instead=("for-wards",))

    assert suggested(a_need(audience=(Audience.CARE_PROVIDER,)), staff, WARDS) == ["for-wards"]
    assert suggested(a_need(), staff, WARDS) == []


@pytest.mark.parametrize("place", [Place.SOLNA, Place.SKANE])
def test_a_service_that_is_named_counts_wherever_it_was_said_to_be(place: Place) -> None:
    need = a_need(place=place)

    assert suggested(need, SOLNA, UPPSALA, named=frozenset({"uppsala"}))[0] == "uppsala"


def test_elsewhere_in_the_region_comes_after_where_the_company_is() -> None:
    assert suggested(a_need(place=Place.SOLNA), UPPSALA, SOLNA) == ["solna", "uppsala"]


def test_who_says_stockholm_means_the_towns_around_it_too() -> None:
    city = a_service("city", places=(Place.STOCKHOLM,))

    assert suggested(a_need(place=Place.STOCKHOLM), UPPSALA, SOLNA) == ["solna", "uppsala"]
    assert suggested(a_need(place=Place.STOCKHOLM), SOLNA, city) == ["solna", "city"]
    assert suggested(a_need(place=Place.SOLNA), city, SOLNA) == ["solna", "city"]
