from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.check_language import check_language
from ingest.findings import Kind
from knowledge.models import Organization, Service
from knowledge.vocabulary import Bilingual
from tests.builders import a_contact, a_service, a_source, an_organization

SWEDISH = "Det kostar inget för små företag som har ett avtal"
ENGLISH = "The company has to pay for the whole of the analysis"


def _fields(noun: Service | Organization) -> list[str]:
    found = list(check_language(noun))
    assert {finding.kind for finding in found} <= {Kind.LANGUAGE}
    return [finding.field for finding in found]


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        (a_service(fees=Bilingual("Gratis", " ")), "fees.en"),
        (an_organization(about=Bilingual("", "A laboratory")), "about.sv"),
        (a_service(contacts=(a_contact(purpose=Bilingual("", "Questions")),)), "contacts.0.purpose.sv"),
        (a_service(asks=replace(a_service().asks, en=("Read dna", " "))), "asks.en.1"),
    ],
)
def test_a_missing_text_is_named_by_its_field(noun: Service | Organization, field: str) -> None:
    assert _fields(noun) == [field]


@pytest.mark.parametrize(
    ("service", "field"),
    [
        (a_service(fees=Bilingual(ENGLISH, "Free")), "fees.sv"),
        (a_service(fees=Bilingual("Gratis", SWEDISH)), "fees.en"),
        (a_service(sources=(a_source(shows=Bilingual(ENGLISH, ENGLISH)),)), "sources.0.shows.sv"),
        (a_service(asks=replace(a_service().asks, en=(SWEDISH,))), "asks.en.0"),
    ],
)
def test_a_text_in_the_other_language_is_named_by_its_field(service: Service, field: str) -> None:
    assert _fields(service) == [field]


@pytest.mark.parametrize(
    "service",
    [
        a_service(name=Bilingual("The Solution Enabler of the Life Sciences", "Solutions")),
        a_service(fees=Bilingual("Life Science Park Stockholm Uppsala Flemingsberg", "Free")),
        a_service(fees=Bilingual("Free of charge", "Gratis för alla")),
        a_service(fees=Bilingual(SWEDISH, ENGLISH)),
    ],
    ids=["an English name", "names in a row", "too short to tell", "each in its own"],
)
def test_a_text_is_not_faulted_without_good_reason(service: Service) -> None:
    assert _fields(service) == []
