from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.check_service import check_service
from ingest.findings import Kind
from knowledge.models import Eligibility, Rule, Service, Status
from knowledge.vocabulary import Audience, Bilingual, Channel, CompanyFact, Operator, State
from tests.builders import a_contact, a_service

NOTE = Bilingual("Avslutat 2024.", "Ended in 2024.")
ASKS = a_service().asks
MISFIT = Rule(CompanyFact.TRL, Operator.IN, ("5",), Bilingual("TRL 5", "TRL 5"))


def _found(service: Service) -> list[tuple[Kind, str, bool]]:
    return [(finding.kind, finding.field, finding.must) for finding in check_service(service)]


@pytest.mark.parametrize(
    "service",
    [
        a_service(),
        a_service("lab-sequencing--rush"),
        a_service(status=Status(State.ENDED, note=NOTE), instead=("lab-imaging",)),
        a_service(status=Status(State.ENDED, note=NOTE), unverified=(NOTE,)),
        a_service(status=Status(State.RENAMED, note=NOTE, successor="lab-imaging")),
        a_service(audience=(Audience.REGION_STAFF,), instead=("lab-imaging",)),
        a_service(audience=(Audience.FOUNDER,)),
    ],
    ids=["plain", "part of a fact entry", "ended", "ended for good", "renamed", "for others", "for founders"],
)
def test_a_sound_service_has_nothing_to_mend(service: Service) -> None:
    assert _found(service) == []


@pytest.mark.parametrize(
    ("service", "kind", "field"),
    [
        (a_service("Lab_1", fact_ids=("lab-1",)), Kind.ID, "id"),
        (a_service(fact_ids=()), Kind.ID, "fact_ids"),
        (a_service(fact_ids=("lab-sequencing", "Lab 2")), Kind.ID, "fact_ids"),
        (a_service(status=Status(State.UNCERTAIN)), Kind.STATUS, "status.note"),
        (a_service(status=Status(State.ENDED, note=NOTE)), Kind.STATUS, "instead"),
        (a_service(audience=(Audience.REGION_STAFF,)), Kind.STATUS, "instead"),
        (a_service(contacts=(a_contact(source_url=""),)), Kind.CONTACT, "contacts.0.source_url"),
        (a_service(eligibility=Eligibility(rules=(MISFIT,))), Kind.RULE, "eligibility.rules.0"),
    ],
)
def test_a_fault_is_a_problem(service: Service, kind: Kind, field: str) -> None:
    assert _found(service) == [(kind, field, True)]


@pytest.mark.parametrize(
    ("service", "kind", "field"),
    [
        (a_service(description=replace(a_service().description, sv="Kort.")), Kind.LENGTH, "description.sv"),
        (a_service(asks=replace(ASKS, sv=("Läsa dna",))), Kind.LENGTH, "asks.sv"),
        (a_service(asks=replace(ASKS, sv=("Läsa dna",) * 4)), Kind.LENGTH, "asks.sv"),
        (a_service(asks=replace(ASKS, en=(*ASKS.en, "dna " * 101))), Kind.LENGTH, "asks.en"),
        (a_service(alternatives=("lab-imaging",)), Kind.DISTINCTION, "distinction"),
        (a_service(contacts=(a_contact(value="anna.berg@lab.example"),)), Kind.PERSON, "contacts.0.value"),
    ],
    ids=["description", "too few asks", "ask twice", "long ask", "alternatives", "a person's address"],
)
def test_what_could_be_better_is_advice(service: Service, kind: Kind, field: str) -> None:
    assert _found(service) == [(kind, field, False)]


@pytest.mark.parametrize(
    ("channel", "value"),
    [
        (Channel.EMAIL, "info@lab"),
        (Channel.EMAIL, "https://lab.example"),
        (Channel.PHONE, "ring växeln"),
        (Channel.PAGE, "lab.example/contact"),
        (Channel.WEB_FORM, "mailto:info@lab.example"),
        (Channel.PAGE, "https://lab.example/två ord"),
    ],
)
def test_a_malformed_contact_value_is_a_problem(channel: Channel, value: str) -> None:
    service = a_service(contacts=(a_contact(channel=channel, value=value),))

    assert _found(service) == [(Kind.CONTACT, "contacts.0.value", True)]


@pytest.mark.parametrize(
    ("channel", "value"),
    [
        (Channel.EMAIL, "RIC@lab.example"),
        (Channel.EMAIL, "info.stockholm@lab.example"),
        (Channel.PHONE, "+46 8 123 700 00"),
        (Channel.PHONE, "0771-55 85 00"),
        (Channel.PAGE, "HTTPS://www.lab.example/en/?id=1#top"),
        (Channel.WEB_FORM, "https://lab.example"),
    ],
)
def test_a_functional_contact_is_fine(channel: Channel, value: str) -> None:
    assert _found(a_service(contacts=(a_contact(channel=channel, value=value),))) == []
