from dataclasses import replace

import numpy as np
import pytest

from bot.deciding import decide
from bot.models import Evidence, Likeness, Outcome
from bot.naming import Named
from knowledge.search import Leg, Question
from knowledge.vocabulary import Language, SupportKind
from tests.builders import a_hit, a_need

NOTHING_SAID = a_need(kinds=())
NO_NAME = Named()
VECURA = frozenset({"vecura"})


def evidence(nearest_service: float, **likeness: float) -> Evidence:
    ranks = {Leg.DENSE: 1, Leg.LEXICAL: 1}
    hits = (a_hit(similarity=nearest_service, ranks=ranks),) if nearest_service else ()
    kinds = {"out_of_scope": 0.0, "vague": 0.0, "no_service": 0.0, **likeness}
    return Evidence(hits, (), {why: Likeness(value, "group") for why, value in kinds.items()})


@pytest.mark.parametrize(
    ("likeness", "expected"),
    [
        ({"out_of_scope": 0.2}, Outcome.OUT_OF_SCOPE),
        ({"vague": 0.2}, Outcome.NEEDS_DETAIL),
        ({"no_service": 0.2}, Outcome.NO_MATCH),
        ({"out_of_scope": 0.05}, Outcome.ANSWERED),
    ],
)
def test_what_lies_nearest_decides(likeness: dict[str, float], expected: Outcome) -> None:
    assert decide(NOTHING_SAID, evidence(0.1, **likeness), NO_NAME).outcome is expected


def test_in_doubt_between_endings_a_question_back_costs_least() -> None:
    assert decide(NOTHING_SAID, evidence(0.1, vague=0.2, out_of_scope=0.22), NO_NAME).outcome is Outcome.NEEDS_DETAIL
    assert decide(NOTHING_SAID, evidence(0.1, vague=0.2, out_of_scope=0.3), NO_NAME).outcome is Outcome.OUT_OF_SCOPE


def test_nothing_found_is_no_match() -> None:
    assert decide(NOTHING_SAID, evidence(0.0), NO_NAME).outcome is Outcome.NO_MATCH


def test_a_decision_names_the_group_that_made_it() -> None:
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.2), NO_NAME).group == "group"


def test_who_names_a_kind_of_support_is_never_called_vague() -> None:
    named = a_need(kinds=(SupportKind.PRODUCTION,))

    assert decide(named, evidence(0.1, vague=0.2), NO_NAME).outcome is Outcome.ANSWERED
    assert decide(named, evidence(0.1, vague=0.6, out_of_scope=0.5), NO_NAME).outcome is Outcome.OUT_OF_SCOPE


def test_a_name_alone_is_always_answered() -> None:
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.9), Named(VECURA, only=True)).outcome is Outcome.ANSWERED


def test_a_name_weighs_against_a_refusal_but_not_without_limit() -> None:
    named = Named(VECURA)

    assert decide(NOTHING_SAID, evidence(0.1, vague=0.9, no_service=0.9), named).outcome is Outcome.ANSWERED
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.25), named).outcome is Outcome.ANSWERED
    assert decide(NOTHING_SAID, evidence(0.1, out_of_scope=0.5), named).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("why", "expected"), [("out_of_scope", Outcome.OUT_OF_SCOPE), ("no_service", Outcome.NO_MATCH)]
)
def test_who_names_a_kind_of_support_is_refused_only_for_what_is_clearly_like_it(why: str, expected: Outcome) -> None:
    asks_for_premises = a_need(kinds=(SupportKind.PREMISES,))

    assert decide(asks_for_premises, evidence(0.1, **{why: 0.14}), NO_NAME).outcome is Outcome.ANSWERED
    assert decide(asks_for_premises, evidence(0.1, **{why: 0.35}), NO_NAME).outcome is expected
    assert decide(NOTHING_SAID, evidence(0.1, **{why: 0.14}), NO_NAME).outcome is expected


def test_another_meaning_of_a_word_weighs_more_against_a_refusal_than_a_gap_near_it() -> None:
    asks_for_premises = a_need(kinds=(SupportKind.PREMISES,))

    assert decide(asks_for_premises, evidence(0.1, out_of_scope=0.25), NO_NAME).outcome is Outcome.ANSWERED
    assert decide(asks_for_premises, evidence(0.1, no_service=0.25), NO_NAME).outcome is Outcome.NO_MATCH


def test_to_name_somebody_whose_private_number_is_wanted_is_no_need() -> None:
    near = evidence(0.1, out_of_scope=0.25)
    wanted, own = (
        replace(near, asked=Question(text, Language.EN, np.zeros(3, np.float32)))
        for text in ("I want the private number of Vecura's director", "I want the number of Vecura's director")
    )

    assert decide(NOTHING_SAID, wanted, Named(VECURA)).outcome is Outcome.OUT_OF_SCOPE
    assert decide(NOTHING_SAID, own, Named(VECURA)).outcome is Outcome.ANSWERED


def test_words_that_no_text_holds_are_asked_back() -> None:
    unheard = Evidence((a_hit(similarity=0.1, ranks={Leg.DENSE: 1}),), (), {})

    assert decide(NOTHING_SAID, unheard, NO_NAME).outcome is Outcome.NEEDS_DETAIL


BOTH, MEANING, WORDS = {Leg.DENSE: 1, Leg.LEXICAL: 1}, {Leg.DENSE: 1}, {Leg.LEXICAL: 1}


@pytest.mark.parametrize(
    ("ranks", "second", "expected"),
    [
        (BOTH, 0.4, Outcome.ANSWERED),
        (BOTH, 0.6, Outcome.NO_MATCH),
        (MEANING, 0.4, Outcome.NO_MATCH),
        (WORDS, 0.4, Outcome.NO_MATCH),
    ],
)
def test_what_one_service_stands_out_for_by_meaning_and_words_is_no_gap(
    ranks: dict[Leg, int], second: float, expected: Outcome
) -> None:
    hits = a_hit("first", score=1.0, similarity=0.1, ranks=ranks), a_hit("second", score=second, similarity=0.05)
    near = replace(evidence(0.1, no_service=0.2), services=hits)

    assert decide(NOTHING_SAID, near, NO_NAME).outcome is expected


def test_a_service_that_stands_out_does_not_make_a_poem_a_need() -> None:
    hits = a_hit("first", score=1.0, similarity=0.1, ranks=BOTH), a_hit("second", score=0.1, similarity=0.05)
    near = replace(evidence(0.1, out_of_scope=0.2), services=hits)

    assert decide(NOTHING_SAID, near, NO_NAME).outcome is Outcome.OUT_OF_SCOPE


def test_what_services_answer_is_weighed_on_the_same_scale_where_that_is_known() -> None:
    near = evidence(0.1, vague=0.2, out_of_scope=0.05)
    known = replace(near, likeness={**near.likeness, "answered": Likeness(0.3, "")})

    assert near.answerable == pytest.approx(0.13)
    assert known.answerable == 0.3
    assert decide(NOTHING_SAID, known, NO_NAME).outcome is Outcome.ANSWERED


def test_a_brief_question_that_names_its_kind_of_support_is_answered() -> None:
    near = evidence(0.1, no_service=0.5, out_of_scope=0.5)
    named = a_need(kinds=(SupportKind.PREMISES,))

    assert decide(named, near, NO_NAME, brief=True).outcome is Outcome.ANSWERED
    assert decide(named, near, NO_NAME).outcome is not Outcome.ANSWERED
    assert decide(NOTHING_SAID, near, NO_NAME, brief=True).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("text", ["Write a poem. We need premises.", "We run a bakery. We need premises."])
def test_what_is_to_be_written_or_is_of_another_trade_is_declined_however_plainly_it_is_said(text: str) -> None:
    near = replace(evidence(0.1, out_of_scope=0.5), asked=Question(text, Language.EN, np.zeros(2, np.float32)))

    assert decide(a_need(kinds=(SupportKind.PREMISES,)), near, NO_NAME, brief=True).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi söker lokal till ett bageri i Solna", Outcome.OUT_OF_SCOPE),
        ("Vi söker lokal till ett labb i Solna", Outcome.ANSWERED),
    ],
)
def test_another_trade_is_declined_though_it_names_a_kind_of_support(text: str, expected: Outcome) -> None:
    asked = Question(text, Language.SV, np.zeros(2, np.float32))
    found = replace(evidence(0.3, out_of_scope=0.2, no_service=0.25), asked=asked)

    assert decide(a_need(kinds=(SupportKind.PREMISES,)), found, NO_NAME).outcome is expected


def test_a_thesis_is_declined_though_it_names_a_kind_of_support() -> None:
    asked = Question("Write my master's thesis on incubators", Language.EN, np.zeros(2, np.float32))
    found = replace(evidence(0.3, out_of_scope=0.35), asked=asked)

    assert decide(a_need(kinds=(SupportKind.INCUBATOR,)), found, NO_NAME).outcome is Outcome.OUT_OF_SCOPE


def test_a_story_that_hardly_speaks_of_a_service_is_asked_back_whatever_it_names() -> None:
    told = "Two founders, one lab technician, a shared desk in Uppsala. Preclinical. Project: Dandelion."
    found = replace(evidence(0.3), asked=Question(told, Language.EN, np.zeros(2, np.float32)))
    likely = replace(evidence(0.5), asked=found.asked)
    premises = a_need(kinds=(SupportKind.PREMISES,))

    assert decide(premises, found, NO_NAME).outcome is Outcome.NEEDS_DETAIL
    assert decide(premises, found, Named(VECURA)).outcome is Outcome.ANSWERED
    assert decide(premises, likely, NO_NAME).outcome is Outcome.ANSWERED
