"""The nouns are values: frozen, comparable, and careful about what is not known."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from knowledge.models import Asks
from knowledge.vocabulary import Audience, Language
from tests.builders import a_contact, a_service, an_organization


def test_nobody_can_change_a_service_in_place() -> None:
    service = a_service()

    with pytest.raises(FrozenInstanceError):
        service.website = "https://elsewhere.example"  # type: ignore[misc]


def test_services_with_the_same_facts_are_equal() -> None:
    assert a_service() == a_service()
    assert a_service() != a_service(website="https://elsewhere.example")


def test_a_contact_is_not_confirmed_until_a_person_confirms_it() -> None:
    assert a_contact().assured_on is None
    assert a_contact().assured_by is None


def test_a_service_is_for_companies_unless_it_says_otherwise() -> None:
    assert a_service().audience == (Audience.COMPANY,)


def test_asks_are_read_by_language() -> None:
    asks = Asks(sv=("Var finns labb?",), en=("Where are labs?", "A bench"))

    assert [asks.in_(language) for language in Language] == [
        ("Var finns labb?",),
        ("Where are labs?", "A bench"),
    ]


def test_an_organization_holds_its_services_in_order() -> None:
    first, second = a_service("first"), a_service("second")

    assert an_organization(first, second).services == (first, second)
