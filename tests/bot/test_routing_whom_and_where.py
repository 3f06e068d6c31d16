from dataclasses import replace
from datetime import date

import pytest

from bot.models import Need
from bot.routing import is_open, route
from knowledge.models import Funding, Service
from knowledge.vocabulary import Audience, Currency, Place, SupportKind
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


def an_investor(
    id_: str, least: int | None = None, most: int | None = None, currency: Currency = Currency.SEK
) -> Service:
    return a_service(id_, kinds=(SupportKind.EQUITY,), funding=Funding(2026, least, most, currency))


def wanting(amount: int) -> Need:
    return a_need(kinds=(SupportKind.EQUITY,), amount_sek=amount)


def test_who_gives_money_of_another_size_comes_last_and_is_told_why() -> None:
    large, small = an_investor("a-large", least=25_000_000), an_investor("b-small", most=5_000_000)
    hits = [a_hit("a-large", score=0.9), a_hit("b-small", score=0.8)]

    routed = route(wanting(3_000_000), hits, a_catalogue(large, small), TODAY)

    assert [one.service.id for one in routed.suggestions] == ["b-small", "a-large"]
    assert "Gives at least 25\u00a0000\u00a0000 SEK" in [one.text.en for one in routed.suggestions[1].reasons]


@pytest.mark.parametrize("amount", [22_000_000, 100_000_000])
def test_a_little_less_than_the_least_and_a_part_of_a_round_are_of_the_right_size(amount: int) -> None:
    assert suggested(wanting(amount), an_investor("a", 25_000_000, 30_000_000), an_investor("b")) == ["a", "b"]


def test_an_amount_in_another_currency_is_compared_as_what_it_is_about() -> None:
    euros = an_investor("a-euros", least=5_000_000, currency=Currency.EUR)

    assert suggested(wanting(3_000_000), euros, an_investor("b")) == ["b", "a-euros"]


def test_a_kind_of_money_that_is_not_wanted_comes_last_however_near_it_lies() -> None:
    loan = a_service("a-loan", kinds=(SupportKind.LOAN, SupportKind.GRANT))
    grant = a_service("b-grant", kinds=(SupportKind.GRANT,))
    need = a_need(kinds=(SupportKind.GRANT,), unwanted=(SupportKind.LOAN,))

    assert suggested(need, loan, grant) == ["b-grant", "a-loan"]


@pytest.mark.parametrize("place", [None, Place.SOLNA])
def test_what_serves_another_part_of_the_country_comes_last_unless_that_part_is_named(place: Place | None) -> None:
    trials = (SupportKind.CLINICAL_TRIAL,)
    west = a_service("west", places=(Place.VASTRA_GOTALAND,), kinds=trials)
    here = a_service("here", places=(Place.UPPSALA,), kinds=trials)
    need = a_need(kinds=trials)

    assert "west" not in suggested(replace(need, place=place), west, SOLNA, UPPSALA, here)[:2]
    assert suggested(replace(need, place=Place.VASTRA_GOTALAND), here, west) == ["west"]


def test_a_facility_for_research_is_travelled_to() -> None:
    lund = a_service("lund", places=(Place.SKANE,), kinds=(SupportKind.RESEARCH_INFRASTRUCTURE,))
    lab = a_service("lab", places=(Place.SKANE,), kinds=(SupportKind.LAB_SPACE,))

    assert suggested(a_need(kinds=()), lab, lund) == ["lund", "lab"]
