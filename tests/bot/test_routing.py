from datetime import date

import pytest

from bot.models import Met, Need
from bot.routing import expired, is_open, route
from knowledge.catalogue import Catalogue
from knowledge.models import Eligibility, Round, Rule, Service, Status
from knowledge.search import Hit
from knowledge.vocabulary import Audience, Bilingual, Channel, CompanyFact, Operator, Place, Sector, State, SupportKind
from tests.builders import a_contact, a_hit, a_need, a_service, an_organization

TODAY = date(2026, 11, 22)
NOTE = Bilingual("Slut.", "Over.")


def a_catalogue(*services: Service) -> Catalogue:
    organization = an_organization(*services)
    return Catalogue(
        1,
        {organization.id: organization},
        {service.id: service for service in services},
        {service.id: organization.id for service in services},
    )


def suggested(need: Need, hits: list[Hit], *services: Service) -> list[str]:
    routed = route(need, hits, a_catalogue(*services), TODAY)
    return [suggestion.service.id for suggestion in routed.suggestions]


def test_at_most_three_services_are_suggested_best_first() -> None:
    services = [a_service(f"lab-{number}") for number in range(5)]
    hits = [a_hit(f"lab-{number}", score=1 - number / 10) for number in range(5)]

    assert suggested(a_need(kinds=()), hits, *services) == ["lab-0", "lab-1", "lab-2"]


def test_all_candidates_are_kept_for_the_trace_with_what_each_fact_added() -> None:
    loan = a_service("loan", kinds=(SupportKind.LOAN,))
    grant = a_service("grant", kinds=(SupportKind.GRANT,), status=Status(State.UNCERTAIN, note=NOTE))
    hits = [a_hit("grant", score=0.5), a_hit("loan", score=0.4)]

    routed = route(a_need(kinds=(SupportKind.LOAN,)), hits, a_catalogue(loan, grant), TODAY)

    first, second = routed.weighed
    assert (first.service_id, first.found, dict(first.parts)) == ("loan", 0.4, {"kind": 0.15})
    assert (second.service_id, set(second.parts)) == ("grant", {"kind", "uncertain"})
    assert second.score == pytest.approx(second.found + sum(second.parts.values()))


def test_a_service_of_the_kind_that_was_asked_for_goes_first() -> None:
    grant, loan = a_service("a-grant", kinds=(SupportKind.GRANT,)), a_service("b-loan", kinds=(SupportKind.LOAN,))
    hits = [a_hit("b-loan", score=0.9), a_hit("a-grant", score=0.85)]

    assert suggested(a_need(kinds=(SupportKind.GRANT,)), hits, grant, loan) == ["a-grant", "b-loan"]


def test_a_hit_that_is_no_longer_published_is_never_suggested() -> None:
    assert suggested(a_need(), [a_hit("gone")], a_service("other")) == []


def test_an_ended_service_gives_its_place_to_what_came_after() -> None:
    ended = a_service("old", status=Status(State.ENDED, 2023, note=NOTE, successor="new"))

    routed = route(a_need(), [a_hit("old")], a_catalogue(ended, a_service("new")), TODAY)

    assert [suggestion.service.id for suggestion in routed.suggestions] == ["new"]
    assert [service.id for service in routed.closed] == ["old"]


def test_an_ended_service_with_nothing_after_it_leaves_no_suggestion() -> None:
    ended = a_service("old", status=Status(State.ENDED, 2023, note=NOTE))

    assert suggested(a_need(), [a_hit("old")], ended) == []


def test_a_service_for_the_regions_staff_gives_its_place_to_the_open_way() -> None:
    staff = a_service("fund", audience=(Audience.REGION_STAFF,), instead=("door",))

    assert suggested(a_need(), [a_hit("fund")], staff, a_service("door")) == ["door"]


def test_a_service_with_no_stated_audience_is_not_open_to_companies() -> None:
    assert not is_open(a_service(audience=()))


def test_a_condition_that_is_not_met_is_said_and_weighs_against() -> None:
    rule = Rule(CompanyFact.TRL, Operator.AT_LEAST, 6, Bilingual("Minst TRL 6", "TRL 6 or above"))
    strict = a_service("strict", eligibility=Eligibility(rules=(rule,)))
    hits = [a_hit("strict", score=0.9), a_hit("free", score=0.85)]

    routed = route(a_need(trl=3), hits, a_catalogue(strict, a_service("free")), TODAY)

    assert [suggestion.service.id for suggestion in routed.suggestions] == ["free", "strict"]
    assert (rule.text, Met.NOT_MET) in [(one.text, one.status) for one in routed.suggestions[1].reasons]


def test_a_service_elsewhere_in_sweden_comes_after_one_in_the_region() -> None:
    here, there = a_service("here", places=(Place.SOLNA,)), a_service("there", places=(Place.SKANE,))
    hits = [a_hit("there", score=0.8), a_hit("here", score=0.75)]

    assert suggested(a_need(), hits, here, there) == ["here", "there"]


def test_a_national_service_is_as_good_as_one_in_the_region() -> None:
    national, here = a_service("national", places=(Place.SWEDEN,)), a_service("here", places=(Place.SOLNA,))
    hits = [a_hit("national", score=0.8), a_hit("here", score=0.75)]

    assert suggested(a_need(), hits, national, here) == ["national", "here"]


def test_the_place_that_was_asked_for_decides_between_equals() -> None:
    south, north = a_service("a", places=(Place.FLEMINGSBERG,)), a_service("b", places=(Place.UPPSALA,))
    hits = [a_hit("a", score=0.8), a_hit("b", score=0.8)]

    assert suggested(a_need(place=Place.UPPSALA), hits, south, north) == ["b", "a"]


def test_another_branch_than_the_companys_weighs_against() -> None:
    food, drug = a_service("a", sectors=(Sector.FOOD_AGRI,)), a_service("b", sectors=(Sector.PHARMA,))
    hits = [a_hit("a", score=0.8), a_hit("b", score=0.78)]

    assert suggested(a_need(sectors=(Sector.PHARMA,)), hits, food, drug) == ["b", "a"]


def test_a_website_that_no_source_showed_is_marked() -> None:
    organization = an_organization(a_service(), website_seen=False)
    catalogue = Catalogue(1, {"lab": organization}, {"lab-sequencing": a_service()}, {"lab-sequencing": "lab"})

    routed = route(a_need(), [a_hit()], catalogue, TODAY)

    assert routed.suggestions[0].website == "https://lab.example"
    assert not routed.suggestions[0].website_assured


@pytest.mark.parametrize(
    ("assured_on", "valid_days", "expected"),
    [
        (None, None, False),
        (date(2026, 11, 1), None, False),
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 1), 400, False),
        (date(2026, 11, 1), 7, True),
    ],
)
def test_a_confirmation_holds_for_its_days_only(
    assured_on: date | None, valid_days: int | None, expected: bool
) -> None:
    contact = a_contact(channel=Channel.EMAIL, assured_on=assured_on, valid_days=valid_days)

    assert expired(contact, TODAY) is expected


def test_routing_twice_gives_the_same_list() -> None:
    services = [a_service(f"lab-{number}") for number in range(5)]
    hits = [a_hit(f"lab-{number}", score=0.5) for number in (3, 1, 4, 0, 2)]

    first = suggested(a_need(), hits, *services)

    assert first == suggested(a_need(), hits, *services) == ["lab-0", "lab-1", "lab-2"]


@pytest.mark.parametrize(
    ("place", "expected", "said"),
    [
        (Place.SOLNA, Met.MET, "Finns i: Solna"),
        (Place.FLEMINGSBERG, Met.MET, "Finns i regionen: Flemingsberg"),
        (Place.SWEDEN, Met.MET, "Finns i: Hela Sverige"),
        (Place.SKANE, Met.NOT_MET, "Finns i: Skåne"),
    ],
)
def test_a_service_elsewhere_in_the_region_is_near_enough(place: Place, expected: Met, said: str) -> None:
    routed = route(a_need(place=Place.SOLNA), [a_hit()], a_catalogue(a_service(places=(place,))), TODAY)

    assert (said, expected) in [(reason.text.sv, reason.status) for reason in routed.suggestions[0].reasons]


def test_a_named_service_goes_first() -> None:
    services = [a_service("best"), a_service("named")]
    hits = [a_hit("best", score=0.8), a_hit("named", score=0.6)]

    routed = route(a_need(), hits, a_catalogue(*services), TODAY, frozenset({"named"}))
    assert [suggestion.service.id for suggestion in routed.suggestions] == ["named", "best"]


def test_where_only_a_closed_service_is_named_its_ways_instead_are_all_there_is() -> None:
    over = a_service("over", status=Status(State.ENDED, 2023, note=NOTE, successor="next"), instead=("other",))
    services = [over, a_service("next"), a_service("other"), a_service("near")]

    routed = route(a_need(), [a_hit("near")], a_catalogue(*services), TODAY, frozenset({"over"}))

    assert [suggestion.service.id for suggestion in routed.suggestions] == ["next", "other"]
    assert [service.id for service in routed.closed] == ["over"]


def test_a_closed_service_that_merely_lies_near_is_not_brought_up() -> None:
    over = a_service("over", status=Status(State.ENDED, 2023, note=NOTE))
    hits = [a_hit("near"), a_hit("over", score=0.9)]

    assert route(a_need(), hits, a_catalogue(over, a_service("near")), TODAY).closed == ()


def test_outside_the_region_only_services_of_that_place_are_shown_if_there_are_any() -> None:
    there, here = a_service("there", places=(Place.SKANE,)), a_service("here", places=(Place.SOLNA,))
    hits = [a_hit("here", score=0.9), a_hit("there", score=0.5)]

    assert suggested(a_need(place=Place.SKANE), hits, there, here) == ["there"]
    assert suggested(a_need(place=Place.GOTLAND), hits, there, here) == ["here", "there"]


def test_a_kind_that_was_chosen_leaves_other_kinds_out() -> None:
    loan = a_service("loan", kinds=(SupportKind.LOAN,))
    grant = a_service("grant", kinds=(SupportKind.GRANT,))
    hits = [a_hit("grant", score=0.9), a_hit("loan", score=0.2)]
    catalogue = a_catalogue(loan, grant)

    chosen = route(a_need(kinds=()), hits, catalogue, TODAY, kind=SupportKind.LOAN)
    nowhere = route(a_need(kinds=()), hits, catalogue, TODAY, kind=SupportKind.IP)

    assert [one.service.id for one in chosen.suggestions] == ["loan"]
    assert [one.service.id for one in nowhere.suggestions] == ["grant", "loan"]


@pytest.mark.parametrize(
    ("facts", "against"),
    [
        ({"places": (Place.SKANE,)}, ["Finns i: Skåne"]),
        ({"places": (Place.SKANE,), "kinds": (SupportKind.LOAN,)}, ["Erbjuder: Lån", "Finns i: Skåne"]),
        ({}, ["Tjänsterna ovan passar bättre"]),
    ],
)
def test_the_nearest_left_out_is_told_with_what_speaks_against_it(facts: dict[str, object], against: list[str]) -> None:
    services = [a_service(f"lab-{number}") for number in range(4)]
    hits = [a_hit(one.id, score=0.9) for one in services]
    catalogue = a_catalogue(*services[:3], a_service("lab-3", **facts))

    left_out = route(a_need(place=Place.SOLNA), hits, catalogue, TODAY).rejected

    assert left_out is not None
    assert (left_out.service.id, [one.text.sv for one in left_out.reasons]) == ("lab-3", against)
    assert route(a_need(), hits[:3], catalogue, TODAY).rejected is None


def test_a_company_reads_with_its_reasons_whether_it_can_apply_today() -> None:
    catalogue = a_catalogue(a_service(rounds=(Round(date(2026, 11, 1), TODAY),)))

    routed = route(a_need(), [a_hit()], catalogue, TODAY)

    assert routed.suggestions[0].reasons[-1].text.sv == "Går att söka till 2026-11-22"
