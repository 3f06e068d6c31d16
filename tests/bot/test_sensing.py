"""What a sentence speaks of though it names no kind of support."""

from __future__ import annotations

import pytest

from bot.models import Evidence, Likeness
from bot.sensing import Heard, spoken_of
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import SupportKind
from tests.builders import a_hit, a_service, an_organization

LAB, LOAN, GRANT = SupportKind.LAB_SPACE, SupportKind.LOAN, SupportKind.GRANT
SERVICES = [a_service(f"lab--{kind}", kinds=(kind,)) for kind in (LAB, LOAN, GRANT)]
LABORATORY = an_organization(*SERVICES)
CATALOGUE = Catalogue(1, {"lab": LABORATORY}, {one.id: one for one in SERVICES}, {one.id: "lab" for one in SERVICES})


def evidence(answered: float, *near: tuple[SupportKind, float], **likeness: float) -> Evidence:
    hits = tuple(a_hit(f"lab--{kind}", score=score) for kind, score in near)
    ways = {"answered": answered, **likeness}
    return Evidence(hits, (), {why: Likeness(value, "any") for why, value in ways.items()})


def test_a_sentence_speaks_of_what_the_nearest_services_give() -> None:
    assert spoken_of(evidence(0.6, (LAB, 0.9), (LOAN, 0.2)), CATALOGUE).kinds == {LAB}
    assert spoken_of(evidence(0.6, (LOAN, 0.9), (GRANT, 0.85)), CATALOGUE).kinds == {LOAN, GRANT}


@pytest.mark.parametrize(
    "unclear",
    [evidence(0.3, (LAB, 0.9)), evidence(0.6, (LAB, 0.9), vague=0.55), evidence(0.6, (LAB, 0.9), no_service=0.7)],
)
def test_what_is_hardly_like_any_ask_speaks_of_nothing(unclear: Evidence) -> None:
    assert spoken_of(unclear, CATALOGUE) == Heard()


def test_nothing_near_is_nothing_spoken_of() -> None:
    assert spoken_of(evidence(0.6), CATALOGUE) == Heard()
    assert spoken_of(evidence(0.0, no_service=0.9), CATALOGUE) == Heard()


def test_what_is_much_more_like_what_no_service_gives_is_missing() -> None:
    absent = evidence(0.3, (LAB, 0.9), no_service=0.6)

    assert spoken_of(absent, CATALOGUE) == Heard(missing=True)
    assert not spoken_of(evidence(0.3, (LAB, 0.9), no_service=0.5), CATALOGUE).missing
    assert not spoken_of(evidence(0.1, (LAB, 0.9), no_service=0.4), CATALOGUE).missing
