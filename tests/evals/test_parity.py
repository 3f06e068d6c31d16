"""Both languages are answered alike, or not."""

from dataclasses import replace

from bot.models import Outcome
from evals.measures import Row
from evals.parity import parity, parity_of_needs
from knowledge.vocabulary import Language
from tests.evals.builders import a_row


def test_a_pair_is_alike_with_the_same_first_organization_or_both_ideal() -> None:
    same = _pair("q", ("bad", "x"), ("worse", "x"))
    ideal = _pair("r", ("good", "x"), ("fine", "y"))
    unlike = _pair("s", ("good", "x"), ("bad", "y"))

    got = parity_of_needs([*same, *ideal, *unlike])

    assert got == {"q-sv": 1, "q-en": 1, "r-sv": 1, "r-en": 1, "s-sv": 0, "s-en": 0}


def test_a_question_and_its_translation_are_compared_once_by_the_same_rule() -> None:
    same = _twins("q", ("bad", "x"), ("worse", "x"))
    ideal = _twins("r", ("good", "x"), ("fine", "y"))
    unlike = _twins("s", ("good", "x"), ("bad", "y"))

    assert parity([*same, *ideal, *unlike]) == {"q-en": 1, "r-en": 1, "s-en": 0}
    assert parity_of_needs([*same, *ideal, *unlike]) == {}


def test_a_pair_whose_two_questions_need_different_things_says_nothing_about_parity() -> None:
    swedish, english = _pair("q", ("good", "x"), ("good", "x"))
    other = replace(english, case=replace(english.case, best=("fine",)))

    assert parity_of_needs([swedish, other]) == {}


def test_two_refusals_are_not_alike_in_their_first_organization() -> None:
    refused = [
        a_row(outcome=Outcome.NO_MATCH, id=f"q-{language}", pair="q", language=language) for language in Language
    ]

    assert set(parity_of_needs(refused).values()) == {0.0}


def test_half_a_pair_says_nothing_about_parity() -> None:
    assert parity([a_row("good", twin="nobody")]) == {}
    assert parity_of_needs([a_row("good")]) == {}
    assert parity_of_needs([a_row("good", id="a"), a_row("good", id="b")]) == {}


def _twins(pair: str, swedish: tuple[str, str], english: tuple[str, str]) -> list[Row]:
    first, second = _pair(pair, swedish, english)
    return [first, replace(second, case=replace(second.case, twin=first.case.id))]


def _pair(pair: str, swedish: tuple[str, str], english: tuple[str, str]) -> list[Row]:
    return [
        a_row(service, organization=organization, id=f"{pair}-{language}", pair=pair, language=language)
        for language, (service, organization) in zip(Language, (swedish, english), strict=True)
    ]
