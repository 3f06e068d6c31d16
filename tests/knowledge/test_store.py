"""What is stored of the catalogue comes back as it was, and withdrawn is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, text

from ingest.publishing import Publisher
from knowledge import store
from knowledge.models import Eligibility, Funding, Organization, Round, Rule, Service, Status
from knowledge.store import Record
from knowledge.vocabulary import (
    Bilingual,
    CompanyFact,
    Currency,
    Language,
    Operator,
    Place,
    Sector,
    Stage,
    State,
)
from tests.builders import a_contact, a_service, an_organization

BOTH = Bilingual("Så här", "Like this")


def full_service() -> Service:
    """A service in which every field says something."""
    rules = (
        Rule(CompanyFact.PLACE, Operator.IN, ("uppsala", "stockholm_county"), BOTH),
        Rule(CompanyFact.EMPLOYEES, Operator.AT_MOST, 250, BOTH),
        Rule(CompanyFact.LEGAL_FORM, Operator.IS, "5", BOTH),
    )
    return a_service(
        contacts=(a_contact(assured_on=date(2026, 12, 3), assured_by="A", valid_days=90),),
        website="https://lab.example/sequencing",
        sectors=(Sector.PHARMA,),
        stages=(Stage.IDEA, Stage.GROWTH),
        trl=(3, 6),
        places=(Place.SOLNA,),
        languages=(Language.SV,),
        eligibility=Eligibility(BOTH, rules),
        required_documents=(BOTH,),
        fees=BOTH,
        funding=Funding(2026, 50_000, 300_000, Currency.EUR, 50, BOTH),
        rounds=(Round(date(2026, 1, 1), date(2026, 2, 28), BOTH),),
        status=Status(State.RENAMED, 2025, "2024-06", BOTH, "successor"),
        instead=("other",),
        related=("near",),
        after=("next",),
        alternatives=("third",),
        distinction=BOTH,
        unverified=(BOTH,),
        assured_on=date(2026, 12, 3),
        assured_by="B",
    )


def test_a_service_with_every_field_comes_back_as_it_was() -> None:
    service = full_service()

    assert store.as_service(store.service_fields(service)) == service


def test_an_organization_is_stored_without_its_services() -> None:
    organization = an_organization(parent="group", number="556000-0000", website_seen=False)

    got = store.as_organization(store.organization_fields(organization))

    assert got == replace(organization, services=())


def test_a_field_that_a_later_version_wrote_is_passed_over() -> None:
    fields = store.service_fields(a_service()) | {"invented_later": 1}

    assert store.as_service(fields) == a_service()


def test_what_is_published_knows_who_gives_it(engine: Engine, publisher: Publisher, laboratory: Organization) -> None:
    publisher.service(laboratory, a_service("freezer"))

    with engine.connect() as db:
        catalogue = store.published(db)

    assert list(catalogue.services) == ["freezer"]
    assert catalogue.organization_of("freezer") == replace(laboratory, services=())


def test_a_withdrawn_service_is_not_published_but_kept(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    publisher.withdraw_service("freezer")

    with engine.connect() as db:
        assert store.published(db).services == {}
        record = store.service_record(db, "freezer")

    assert record is not None
    assert record.withdrawn
    assert store.as_service(record.fields).id == "freezer"


def test_a_withdrawn_service_that_is_published_again_is_back(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    publisher.withdraw_service("freezer")
    publisher.service(laboratory, a_service("freezer"))

    with engine.connect() as db:
        assert list(store.published(db).services) == ["freezer"]


def test_a_record_that_says_withdrawn_does_not_bring_a_service_back(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    publisher.withdraw_service("freezer")
    with engine.begin() as db:
        kept = store.service_records(db)["freezer"]
        store.save_service(db, replace(kept, fields=kept.fields | {"website": "https://new.example"}))

    with engine.connect() as db:
        record = store.service_record(db, "freezer")

    assert record is not None
    assert record.withdrawn
    assert record.fields["website"] == "https://new.example"


def test_a_service_of_a_withdrawn_organization_is_not_published(
    engine: Engine, publisher: Publisher, laboratory: Organization
) -> None:
    publisher.service(laboratory, a_service("freezer"))
    with engine.begin() as db:
        db.execute(text("UPDATE organizations SET withdrawn_at = '2026-11-22 00:00:00'"))

    with engine.connect() as db:
        catalogue = store.published(db)
        assert store.organization_records(db)["lab"].withdrawn

    assert (catalogue.organizations, catalogue.services) == ({}, {})


def test_the_seeds_words_are_kept_beside_the_current_ones(engine: Engine, laboratory: Organization) -> None:
    now, then = store.service_fields(a_service(website="https://new.example")), {"website": "old"}
    with engine.begin() as db:
        store.save_service(db, Record("lab-sequencing", now, then, False, laboratory.id))

        record = store.service_record(db, "lab-sequencing")

    assert record == Record("lab-sequencing", now, then, False, laboratory.id)


def test_a_service_that_nobody_stored_is_not_there(engine: Engine) -> None:
    with engine.connect() as db:
        assert store.service_record(db, "nothing") is None
