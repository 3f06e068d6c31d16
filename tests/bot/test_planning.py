import re
from graphlib import TopologicalSorter

import pytest

from bot.planning import RULES, Step, ordered
from knowledge.vocabulary import Bilingual, SupportKind
from tests.builders import a_service

ETHICS, DATA, TRIAL = SupportKind.ETHICS_REVIEW, SupportKind.HEALTH_DATA, SupportKind.CLINICAL_TRIAL
LAB, LOAN, FORMATION = SupportKind.LAB_SPACE, SupportKind.LOAN, SupportKind.COMPANY_FORMATION


def order_of(*needs: tuple[SupportKind, ...]) -> list[int]:
    return [step.need for step in ordered(needs)]


@pytest.mark.parametrize(
    ("later", "sooner"),
    [
        (DATA, ETHICS),
        (TRIAL, ETHICS),
        (SupportKind.BIOBANK, ETHICS),
        (DATA, SupportKind.DATA_PROTECTION),
        (TRIAL, SupportKind.REGULATORY),
        (SupportKind.PROCUREMENT, TRIAL),
        (SupportKind.EQUITY, SupportKind.IP),
        (LOAN, FORMATION),
    ],
)
def test_what_has_to_be_in_place_first_comes_first(later: SupportKind, sooner: SupportKind) -> None:
    assert order_of((later,), (sooner,)) == [1, 0]
    assert order_of((sooner,), (later,)) == [0, 1]


def test_needs_that_do_not_wait_for_each_other_stay_as_they_were_said() -> None:
    assert order_of((LAB,), (SupportKind.EXPORT,), (), (SupportKind.INCUBATOR,)) == [0, 1, 2, 3]


def test_only_what_has_to_wait_is_moved() -> None:
    assert order_of((TRIAL,), (LAB,), (ETHICS,), (SupportKind.REGULATORY,)) == [1, 2, 3, 0]


def test_a_chain_of_needs_is_put_in_order() -> None:
    assert order_of((SupportKind.PROCUREMENT,), (TRIAL,), (SupportKind.REGULATORY,)) == [2, 1, 0]


def test_the_plan_says_why_in_both_languages() -> None:
    first, second = ordered([(SupportKind.BIOBANK, TRIAL), (ETHICS,)])

    assert first.why is not None
    assert first.why.sv.startswith("Etikprövningen kommer före data och prover, eftersom ")
    assert first.why.en.startswith("Ethics review comes before data and samples, because ")
    assert second == Step(0)


def test_needs_that_wait_for_each_other_stay_as_they_were_said() -> None:
    assert order_of((FORMATION, DATA), (ETHICS, LOAN)) == [0, 1]


def test_a_need_that_holds_both_waits_for_nothing() -> None:
    assert ordered([(TRIAL, ETHICS), (ETHICS,)]) == (Step(0), Step(1))


def test_the_catalogue_can_say_that_one_service_comes_before_another() -> None:
    investor = a_service(id="investor", name=Bilingual("Fonden", "The Fund"))
    lender = a_service(id="lender", name=Bilingual("Banken", "The Bank"), after=("investor",))

    plan = ordered([(LOAN,), (SupportKind.EQUITY,)], [[lender], [investor]])

    assert plan == (
        Step(1, Bilingual("Fonden brukar komma före Banken.", "The Fund usually comes before The Bank.")),
        Step(0),
    )


def test_nothing_is_no_plan() -> None:
    assert ordered([]) == ()


def test_no_rule_waits_for_itself() -> None:
    graph: dict[SupportKind, set[SupportKind]] = {}
    for rule in RULES:
        for kind in rule.then:
            graph.setdefault(kind, set()).add(rule.first)

    assert set(TopologicalSorter(graph).static_order()) >= {rule.first for rule in RULES}


def test_every_reason_says_before_what_and_because_of_what() -> None:
    for rule in RULES:
        assert re.fullmatch(r"\w.* kommer före .+, eftersom .+\.", rule.why.sv)
        assert re.fullmatch(r"\w.* comes? before .+, because .+\.", rule.why.en)
