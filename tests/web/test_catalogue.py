"""The catalogue can be read and filtered without scripts, and says plainly what is closed or unsure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from knowledge.catalogue import Catalogue
from knowledge.database import now
from knowledge.models import Eligibility, Funding, Round, Service, Status
from knowledge.vocabulary import Audience, Bilingual, Currency, Language, Place, Sector, Stage, State, SupportKind
from tests.builders import a_contact, a_service, a_source, an_organization
from tests.web.reading import whole
from tests.web.site import visit
from web.catalogue import PAGE_SIZE, Filters, facets, in_alphabet, matching


def _catalogue(*services: Service) -> Catalogue:
    organization = an_organization(*services)
    return Catalogue(1, {"lab": organization}, {one.id: one for one in services}, {one.id: "lab" for one in services})


LAB = a_service("lab-a", places=(Place.SOLNA,), sectors=(Sector.MEDTECH,), stages=(Stage.IDEA,))
LOAN = a_service("loan", kinds=(SupportKind.LOAN,), places=(Place.SWEDEN,), name=Bilingual("Lån", "Loan"))
GONE = a_service("gone", kinds=(SupportKind.LOAN,), status=Status(State.ENDED, since="2023"))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"lab-a", "loan", "gone"}),
        (Filters(kind=SupportKind.LOAN), {"loan", "gone"}),
        (Filters(kind=SupportKind.LOAN, status=State.ACTIVE), {"loan"}),
        (Filters(place=Place.STOCKHOLM_COUNTY), {"lab-a"}),
        (Filters(place=Place.SWEDEN), {"lab-a", "loan"}),
        (Filters(sector=Sector.PHARMA), {"loan", "gone"}),
        (Filters(stage=Stage.IDEA), {"lab-a", "loan", "gone"}),
        (Filters(q="LÅN"), {"loan"}),
        (Filters(q="provlabbet loan"), {"loan"}),
        (Filters(q="loan elefant"), set()),
        (Filters(q="oan"), set()),
        (Filters(q="“Loan”,"), {"loan"}),
    ],
)
def test_every_filter_narrows_the_list(filters: Filters, found: set[str]) -> None:
    assert {one.id for one in matching(_catalogue(LAB, LOAN, GONE), filters)} == found


def test_a_choice_says_how_many_services_it_would_leave_and_is_not_offered_for_none() -> None:
    offered = {facet.name: facet for facet in facets(_catalogue(LAB, LOAN, GONE), Filters(status=State.ACTIVE))}

    assert offered["kind"].choices == ((SupportKind.RESEARCH_INFRASTRUCTURE, 1), (SupportKind.LOAN, 1))
    assert (State.ENDED, 1) in offered["status"].choices


def test_a_list_is_read_a_page_at_a_time_and_keeps_its_filters(engine: Engine) -> None:
    many = [a_service(f"loan-{number:02}", kinds=(SupportKind.LOAN,)) for number in range(PAGE_SIZE + 1)]
    client = visit(engine, an_organization(*many))

    first = whole(client.get("/services?kind=loan").text, "sv")
    last = whole(client.get("/services?kind=loan&page=2").text, "sv")

    assert "/services?kind=loan&page=2" in first.links
    assert sum(link.startswith("/services/") for link in first.links) == PAGE_SIZE
    assert sum(link.startswith("/services/") for link in last.links) == 1
    assert client.get("/services?kind=loan&page=99").status_code == 200


def test_a_filter_that_does_not_exist_says_what_to_mend(engine: Engine) -> None:
    client = visit(engine, an_organization(LAB, LOAN))

    response = client.get("/services?kind=%3Cb%3Eelephants&page=none&q=loan")

    page = whole(response.text, "sv")
    assert response.status_code == 422
    assert page.faults == []
    assert "Typ av stöd “<b>elephants”, Sida “none”" in page.text
    assert [link for link in page.links if link.startswith("/services/")] == ["/services/loan"]


def test_words_in_a_name_count_before_words_in_a_description(engine: Engine) -> None:
    told = a_service("told", name=Bilingual("A", "A"), description=Bilingual("Kontakta KTA.", "Contact KTA."))
    named = a_service("named", name=Bilingual("Ö-KTA", "Ö-KTA"))
    other = a_service("other", name=Bilingual("Kontakta oss", "Contact us"))
    house = an_organization(LOAN, id="house", name=Bilingual("Anna KTA", "Anna KTA"))
    lab = an_organization(told, named, other, about=Bilingual("Med KTA.", "With KTA."))
    client = visit(engine, lab, house)

    def found(address: str) -> list[str]:
        links = whole(client.get(f"{address}?q=kta").text, "sv").links
        return [link.removeprefix(f"{address}/") for link in links if link.startswith(f"{address}/")]

    assert found("/services") == ["named", "loan", "told"]
    assert found("/organizations") == ["house", "lab"]


def test_a_search_that_finds_nothing_leads_on(engine: Engine) -> None:
    page = whole(visit(engine, an_organization()).get("/services?q=elefant").text, "sv")

    assert "Ingen tjänst stämmer" in page.text


def test_a_service_page_shows_all_that_the_catalogue_knows(engine: Engine) -> None:
    service = a_service(
        eligibility=Eligibility(Bilingual("För små bolag.", "For small companies.")),
        required_documents=(Bilingual("Provlista", "List of samples"),),
        fees=Bilingual("Kostar 5 000 kr.", "Costs SEK 5,000."),
        funding=Funding(2026, min=100_000, max=500_000, currency=Currency.SEK, share=50),
        rounds=(Round(now().date(), None, Bilingual("Vår", "Spring")),),
        unverified=(Bilingual("Priset är gammalt.", "The price is old."),),
        distinction=Bilingual("Snabbast.", "Fastest."),
        languages=(Language.EN,),
        trl=(4, 7),
        after=("loan",),
    )

    page = whole(visit(engine, an_organization(service, LOAN)).get("/services/lab-sequencing").text, "sv")

    assert page.faults == []
    said = ("För små bolag.", "Provlista", "Kostar 5 000 kr.", "högst 50 % av kostnaderna", "Vår", "4–7", "Snabbast.")
    assert [words for words in (*said, "Priset är gammalt.", "Från 100\xa0000 kr") if words not in page.text] == []
    assert "/services/loan" in page.links
    assert "mailto:info@lab.example" in page.links


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (-9, -2, "var öppen {opens} till {closes}, nu stängd"),
        (None, -2, "stängde {closes}"),
        (-9, 0, "öppen till och med {closes}"),
        (2, 9, "kommer att öppna {opens} och stänga {closes}"),
        (2, None, "kommer att öppna {opens}; sista dagen är inte känd"),
        (-9, None, "öppnade {opens}; sista dagen är inte känd"),
        (None, 2, "sista dagen är {closes}; när den öppnar är inte känt"),
        (None, None, "dagarna är inte kända"),
    ],
)
def test_a_round_says_whether_it_is_over_open_or_to_come(
    engine: Engine, opens: int | None, closes: int | None, words: str
) -> None:
    first, last = (None if days is None else now().date() + timedelta(days) for days in (opens, closes))
    service = a_service(rounds=(Round(first, last, Bilingual("Vår", "Spring")),))

    page = whole(visit(engine, an_organization(service)).get("/services/lab-sequencing").text, "sv")

    assert words.format(opens=first, closes=last) + " · Vår" in page.text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (a_contact(), "Sedd på organisationens sida 2026-11-21, ännu inte bekräftad"),
        (a_contact(source_url="https://other.example/a"), "Sedd på other.example 2026-11-21"),
        (a_contact(source_year=2014), "Källan är från 2014"),
        (a_contact(assured_on=now().date()), f"Bekräftad {now().date()}"),
        (a_contact(assured_on=now().date() - timedelta(days=400)), "Inte bekräftad sedan"),
    ],
)
def test_a_contact_says_what_is_known_of_its_checking(engine: Engine, contact: object, words: str) -> None:
    client = visit(engine, an_organization(a_service(contacts=(contact,))))

    page = whole(client.get("/services/lab-sequencing").text, "sv")

    assert words in " ".join(page.text.split())


def test_a_website_that_no_source_showed_is_marked(engine: Engine) -> None:
    unseen = an_organization(website_seen=False)

    html = visit(engine, unseen).get("/services/lab-sequencing").text

    assert "adressen är inte kontrollerad" in html


def test_an_ended_service_says_so_and_shows_the_open_way(engine: Engine) -> None:
    note = Bilingual("Lades ned.", "Was closed.")
    ended = a_service("gone", status=Status(State.ENDED, since="2023", note=note), instead=("loan",))

    page = whole(visit(engine, an_organization(ended, LOAN)).get("/services/gone").text, "sv")

    assert "Avslutat (2023)" in page.text
    assert "Lades ned." in page.text
    assert "/services/loan" in page.links


def test_a_service_that_companies_cannot_use_says_so(engine: Engine) -> None:
    closed = a_service(audience=(Audience.REGION_STAFF,))

    assert "Inte öppen för företag" in visit(engine, an_organization(closed)).get("/services/lab-sequencing").text


def test_ended_services_stand_last(engine: Engine) -> None:
    client = visit(engine, an_organization(GONE, a_service("z", name=Bilingual("Örtlabbet", "Herb lab"))))

    links = [link for link in whole(client.get("/services").text, "sv").links if link.startswith("/services/")]

    assert links == ["/services/z", "/services/gone"]


def test_the_alphabet_ends_with_the_swedish_letters() -> None:
    assert sorted(["Örn", "Zon", "Ärt", "Ål"], key=in_alphabet) == ["Zon", "Ål", "Ärt", "Örn"]


def test_an_organization_shows_its_services_its_parent_and_its_parts(engine: Engine) -> None:
    house = an_organization(LOAN, id="house", name=Bilingual("Huset", "The House"))
    client = visit(engine, house, an_organization(parent="house", number="212000-0001"))

    lab = whole(client.get("/organizations/lab").text, "sv")
    parent = whole(client.get("/organizations/house").text, "sv")

    assert "212000-0001" in lab.text
    assert {"/organizations/house", "/services/lab-sequencing"} <= set(lab.links)
    assert "/organizations/lab" in parent.links


def test_organizations_are_found_by_their_words(engine: Engine) -> None:
    client = visit(engine, an_organization())

    assert "/organizations/lab" in whole(client.get("/organizations?q=sample").text, "sv").links
    assert "Ingen organisation" in client.get("/organizations?q=elefant").text


@pytest.mark.parametrize("address", ["/services/nope", "/organizations/nope", "/guides/nope"])
def test_what_is_not_in_the_catalogue_is_a_page_that_leads_on(engine: Engine, address: str) -> None:
    response = visit(engine, an_organization()).get(address)

    assert response.status_code == 404
    assert whole(response.text, "sv").faults == []


def test_a_catalogue_value_cannot_become_markup(engine: Engine) -> None:
    nasty = "<script>alert(1)</script>"
    service = a_service(
        name=Bilingual(nasty, nasty),
        description=Bilingual(nasty, nasty),
        contacts=(a_contact(value=nasty, purpose=Bilingual(nasty, nasty)),),
        sources=(a_source(title=nasty, url="javascript:alert(1)"),),
    )
    client: TestClient = visit(engine, an_organization(service))

    html = client.get("/services/lab-sequencing").text

    assert "<script>" not in html
    assert "javascript:" not in html
