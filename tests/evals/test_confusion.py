from itertools import pairwise

import pytest

from bot.models import Outcome
from evals.confusion import PRICES, Mistake, by_outcome, cost, kinds, mistake, mistakes, outcomes
from evals.measures import Row
from knowledge.vocabulary import SupportKind
from tests.evals.builders import a_row


def vague(*services: str, outcome: Outcome) -> Row:
    return a_row(*services, outcome=outcome, expected=Outcome.NEEDS_DETAIL, best=())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (a_row("good", "bad"), None),
        (a_row("bad", "good"), Mistake.TOO_MANY_CONTACTS),
        (a_row("a", "b", "c", "good"), Mistake.WRONG_UNIT),
        (a_row("good", "ended", must_not=("ended",)), Mistake.FORBIDDEN),
        (a_row(outcome=Outcome.NO_MATCH), Mistake.NEEDLESS_DONT_KNOW),
        (vague("bad", outcome=Outcome.ANSWERED), Mistake.NEEDLESS_ANSWER),
        (vague(outcome=Outcome.NO_MATCH), Mistake.OTHER_ENDING),
        (vague(outcome=Outcome.NEEDS_DETAIL), None),
        (a_row("anything", best=()), None),
        (a_row("so-so", best=(), accepted=("so-so",)), None),
        (a_row("bad", best=(), accepted=("so-so",)), Mistake.WRONG_UNIT),
    ],
)
def test_a_mistake_is_called_by_its_name(row: Row, expected: Mistake | None) -> None:
    assert mistake(row) is expected


def test_to_be_sent_wrong_costs_more_than_to_be_sent_about_and_that_more_than_to_be_asked_again() -> None:
    rows = [a_row("bad"), vague("bad", outcome=Outcome.ANSWERED), a_row("bad", "good"), a_row(outcome=Outcome.NO_MATCH)]

    costs = [cost(row) for row in [*rows, a_row("good")]]

    assert all(dearer > cheaper for dearer, cheaper in pairwise(costs))
    assert costs[-1] == 0


def test_every_mistake_has_its_price_and_the_reason_for_it() -> None:
    assert set(PRICES) == set(Mistake)
    assert all(price.cost > 0 and price.why for price in PRICES.values())


def test_mistakes_are_counted_even_where_there_are_none() -> None:
    got = mistakes([a_row("bad"), a_row("bad"), a_row("good"), a_row(outcome=Outcome.NO_MATCH)])

    assert got[Mistake.WRONG_UNIT] == 2
    assert got[Mistake.NEEDLESS_DONT_KNOW] == 1
    assert got[Mistake.FORBIDDEN] == 0
    assert sum(got.values()) == 3


def test_each_expected_outcome_is_counted_by_what_it_got() -> None:
    rows = [a_row("good"), a_row(outcome=Outcome.NO_MATCH), vague(outcome=Outcome.NO_MATCH), a_row("bad")]

    got = outcomes(rows)

    assert got.expected == got.got == ("answered", "needs_detail", "no_match")
    assert got.counts == ((2, 0, 1), (0, 0, 1), (0, 0, 0))
    assert got.count("needs_detail", "no_match") == 1
    assert got.count("blocked", "answered") == 0


def test_a_kind_is_taken_for_the_kind_of_the_first_suggestion() -> None:
    served = {
        "both": (SupportKind.GRANT, SupportKind.LOAN),
        "loan": (SupportKind.LOAN,),
        "fund": (SupportKind.EQUITY, SupportKind.NETWORK),
    }
    rows = [
        a_row("both", area=SupportKind.LOAN),
        a_row("fund", "loan", area=SupportKind.LOAN),
        a_row("both", area=SupportKind.GRANT),
        a_row(outcome=Outcome.NEEDS_DETAIL, area=SupportKind.GRANT),
        a_row("loan", area=None),
    ]

    got = kinds(rows, served)

    assert (got.expected, got.got) == (("grant", "loan"), ("grant", "loan", "equity", "needs_detail"))
    assert got.counts == ((1, 0, 0, 1), (0, 1, 1, 0))


def test_an_outcome_has_the_precision_and_recall_that_were_reckoned_by_hand() -> None:
    rows = [
        *[vague(outcome=Outcome.NEEDS_DETAIL)] * 3,
        vague(outcome=Outcome.NO_MATCH),
        a_row(outcome=Outcome.NEEDS_DETAIL),
        *[a_row("good")] * 5,
    ]

    got = by_outcome(rows)

    asks = got[Outcome.NEEDS_DETAIL]
    assert (asks.expected, asks.got) == (4, 4)
    assert (asks.precision, asks.recall, asks.f1) == (3 / 4, 3 / 4, 3 / 4)
    answers = got[Outcome.ANSWERED]
    assert (answers.precision, answers.recall) == (1.0, 5 / 6)
    assert answers.f1 == pytest.approx(2 * 1 * (5 / 6) / (1 + 5 / 6))


def test_an_outcome_that_nobody_expected_has_no_recall() -> None:
    got = by_outcome([a_row(outcome=Outcome.NO_MATCH)])

    assert (got[Outcome.NO_MATCH].precision, got[Outcome.NO_MATCH].recall) == (0.0, None)
    assert got[Outcome.ANSWERED].precision is None
    assert Outcome.BLOCKED not in got
