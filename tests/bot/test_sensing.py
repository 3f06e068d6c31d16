"""What a sentence speaks of though it names no kind of support."""

from __future__ import annotations

import pytest

from bot.kinship import Kinds
from bot.models import Evidence, Likeness
from bot.pieces import pieces_of
from bot.sensing import Heard, nothing, sensed, spoken_of
from bot.splitting import needs_in
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Language, SupportKind
from tests.builders import a_hit, a_service, an_organization

LAB, LOAN, GRANT = SupportKind.LAB_SPACE, SupportKind.LOAN, SupportKind.GRANT
SERVICES = [a_service(f"lab--{kind}", kinds=(kind,)) for kind in (LAB, LOAN, GRANT)]
LABORATORY = an_organization(*SERVICES)
CATALOGUE = Catalogue(1, {"lab": LABORATORY}, {one.id: one for one in SERVICES}, {one.id: "lab" for one in SERVICES})
FORMULATION = "Somebody should find us a formulation that dissolves"


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
    assert spoken_of(evidence(0.3, (LAB, 0.9), no_service=0.6), CATALOGUE) == Heard(missing=True, alone=True)
    assert not spoken_of(evidence(0.3, (LAB, 0.9), no_service=0.5), CATALOGUE).missing
    assert not spoken_of(evidence(0.1, (LAB, 0.9), no_service=0.4), CATALOGUE).missing


def asked(message: str, *named: SupportKind) -> list[str]:
    """The sentences of a message that are sensed, when its first piece names this."""
    heard: list[str] = []

    def sense(text: str) -> Heard:
        heard.append(text)
        return Heard(Kinds({LAB}))

    pieces = pieces_of(message)
    sensed(pieces, [Kinds(named), *(Kinds() for _ in pieces[1:])], sense)
    return heard


def test_only_sentences_that_wish_something_and_name_nothing_are_sensed() -> None:
    bench = "We want a bench with gas and vacuum"

    assert asked(f"We need a loan. The sun shines. {bench}", LOAN) == [bench]


def test_one_wish_alone_is_no_plan_and_costs_nothing() -> None:
    assert asked("We make sensors. We want a bench with gas and vacuum.") == []


def test_a_trouble_is_sensed_though_nothing_is_wished() -> None:
    trouble, settled = "Our bench has no working gas", "Our gas never worked but is already mended"

    assert asked(f"We need a loan. {trouble}.", LOAN) == [f"{trouble}."]
    assert asked(f"We need a loan. {settled}.", LOAN) == []


def test_a_sentence_without_telling_words_costs_nothing() -> None:
    assert asked("We need a loan. Who can help us with that?", LOAN) == []


def test_of_a_long_story_only_some_sentences_are_sensed() -> None:
    assert len(asked(" ".join(f"We want gauge {number} with brass fittings." for number in range(9)))) == 4


def test_a_question_that_points_back_is_about_what_was_named_last() -> None:
    pieces = pieces_of("There is some tax relief. How is that decided? Who rents a bench?")

    found = sensed(pieces, [Kinds({SupportKind.TAX_RELIEF}), Kinds(), Kinds()], nothing)

    assert [one.kinds for one in found] == [{SupportKind.TAX_RELIEF}, {SupportKind.TAX_RELIEF}, Kinds()]


def test_a_need_in_other_words_than_the_vocabularys_is_a_need_of_its_own() -> None:
    def sense(text: str) -> Heard:
        return Heard(Kinds({SupportKind.RESEARCH_INFRASTRUCTURE})) if "dissolves" in text else Heard()

    message = f"We need lab space in Solna. {FORMULATION}."

    assert len(needs_in(message, Language.EN, sense)) == 2
    assert needs_in(message, Language.EN) == (message,)
