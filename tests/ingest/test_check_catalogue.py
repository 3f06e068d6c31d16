from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.check_catalogue import check_organization
from ingest.findings import Finding, Kind
from knowledge.models import Organization, Service, Status
from knowledge.vocabulary import Bilingual, State
from tests.builders import a_service, an_organization
from tests.ingest.catalogue import IMAGING, TRIALS

NOTE = Bilingual("Nytt namn.", "New name.")
ASKS = a_service().asks


def _check(organization: Organization, *others: Organization) -> list[Finding]:
    return list(check_organization("lab.yaml", organization, [organization, *others]))


def _lab(*services: Service, **facts: object) -> Organization:
    """The laboratory with these services beside the two that nothing is wrong with."""
    return an_organization(*services, IMAGING, TRIALS, **facts)


def _found(*services: Service, **facts: object) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.field) for finding in _check(_lab(*services, **facts))]


def test_relations_within_the_catalogue_are_fine() -> None:
    assert _found(a_service(related=("lab-imaging",), after=("lab-trials",)), parent="lab") == []


@pytest.mark.parametrize(
    ("service", "field"),
    [
        (a_service(related=("lab-nothing",)), "lab-sequencing.related"),
        (a_service(after=("lab-sequencing",)), "lab-sequencing.after"),
        (a_service(instead=("lab-nothing",)), "lab-sequencing.instead"),
        (
            a_service(status=Status(State.RENAMED, note=NOTE, successor="lab-gone")),
            "lab-sequencing.status.successor",
        ),
    ],
)
def test_a_relation_to_nothing_is_a_problem(service: Service, field: str) -> None:
    assert _found(service) == [(Kind.RELATION, field)]


def test_a_relation_to_a_fact_that_was_joined_to_another_service_says_to_which() -> None:
    joined = a_service("lab-cells", related=("lab-imaging",), fact_ids=("lab-cells", "lab-microscopy"))

    (problem,) = _check(_lab(a_service(related=("lab-microscopy",)), joined))

    assert problem.mend == "there is no other service 'lab-microscopy': it is part of lab-cells"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"parent": "nobody"}, [(Kind.RELATION, "parent")]),
        ({"about": Bilingual("", "A laboratory")}, [(Kind.LANGUAGE, "about.sv")]),
        ({"id": "other"}, [(Kind.ID, "id")]),
        ({"id": "The Lab"}, [(Kind.ID, "id"), (Kind.ID, "id")]),
    ],
)
def test_a_fault_in_an_organization_is_a_problem(facts: dict[str, object], expected: list[tuple[Kind, str]]) -> None:
    assert _found(a_service(), **facts) == expected


def test_a_file_is_named_as_its_organization() -> None:
    (problem,) = _check(_lab(a_service(), id="other"))

    assert str(problem) == "lab.yaml: id: name the file other.yaml, or mend the id"


def test_an_id_is_used_once_in_the_catalogue() -> None:
    other = an_organization(IMAGING, id="other")

    found = _check(_lab(a_service()), other)

    assert [(finding.kind, finding.field) for finding in found] == [(Kind.ID, "lab-imaging")]


@pytest.mark.parametrize(
    ("name", "ask", "named"),
    [
        ("Provlabbet", "Vad kostar provlabbet?", True),
        ("Provlabbet (PL)", "Vad kostar PL?", True),
        ("LEAD", "Vi vill take the lead", False),
        ("Svenska Labbet", "Vilka svenska labbet finns?", False),
        ("Svenska Labbet", "Vad kostar Svenska Labbet?", True),
    ],
)
def test_an_ask_does_not_name_the_organization(name: str, ask: str, named: bool) -> None:
    service = a_service(asks=replace(ASKS, sv=(*ASKS.sv, ask)))

    found = _found(service, name=Bilingual(name, name))

    assert found == ([(Kind.NAME, "lab-sequencing.asks.sv.4")] if named else [])
