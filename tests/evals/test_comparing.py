from collections.abc import Mapping

import pytest

from bot.models import Outcome
from evals.comparing import Compared, Flip, described, differences, flips, is_worse, pairs_of
from evals.measures import Row
from evals.scoring import score
from evals.statistics import Difference
from tests.evals.builders import a_row

ALONE: Mapping[str, str] = {}


def firsts(*values: float) -> dict[str, dict[str, float]]:
    return {"first": {str(number): value for number, value in enumerate(values)}}


def a_gap(*services: str, outcome: Outcome, **facts: object) -> Row:
    return a_row(*services, outcome=outcome, expected=Outcome.NO_MATCH, best=(), **facts)  # type: ignore[arg-type]


def test_a_difference_is_the_later_run_less_the_earlier() -> None:
    got = differences(firsts(1, 1, 0, 0), firsts(1, 0, 0, 0), ALONE)

    assert got == {"first": Difference(mean=-0.25, p=1.0, changed=1, count=4)}


def test_only_cases_that_both_runs_have_are_compared() -> None:
    before, after = {"first": {"a": 1.0, "gone": 1.0}}, {"first": {"a": 1.0, "new": 0.0}, "needs": {"a": 1.0}}

    assert differences(before, after, ALONE) == {"first": Difference(0.0, 1.0, 0, 1)}


def test_how_long_an_answer_took_is_not_compared() -> None:
    assert differences({"latency": {"a": 1.0}}, {"latency": {"a": 900.0}}, ALONE) == {}


def test_six_cases_lost_and_none_won_are_more_than_chance_and_five_are_not() -> None:
    six, five = (differences(firsts(*[1.0] * count), firsts(*[0.0] * count), ALONE)["first"] for count in (6, 5))

    assert (six.p, five.p) == (2 / 2**6, 2 / 2**5)
    assert is_worse("first", six)
    assert not is_worse("first", five)


def test_both_questions_of_a_pair_are_lost_by_one_chance() -> None:
    pairs = {str(number): f"pair-{number // 2}" for number in range(6)}

    got = differences(firsts(*[1.0] * 6), firsts(*[0.0] * 6), pairs)["first"]

    assert (got.changed, got.p) == (6, 2 / 2**3)


@pytest.mark.parametrize(
    ("name", "mean", "worse"),
    [("first", -0.1, True), ("first", 0.1, False), ("false_alarms", 0.1, True), ("false_alarms", -0.1, False)],
)
def test_worse_is_less_of_what_is_good_and_more_of_what_is_bad(name: str, mean: float, worse: bool) -> None:
    assert is_worse(name, Difference(mean, 0.01, 9, 100)) is worse
    assert not is_worse(name, Difference(mean, 0.2, 9, 100))


def test_another_first_contact_comes_first_and_the_costliest_before_all() -> None:
    gap = a_gap(id="gap", outcome=Outcome.NO_MATCH)
    before = [
        a_row("good", "x", id="beside"),
        gap,
        a_row("good", id="closed", must_not=("ended",)),
        a_row("bad", id="found"),
        a_row("good", id="behind"),
        a_row("good", id="lost"),
        a_row("good", id="same"),
    ]
    after = [
        a_row("good", "y", id="beside"),
        a_gap(id="gap", outcome=Outcome.NEEDS_DETAIL),
        a_row("good", "ended", id="closed", must_not=("ended",)),
        a_row("good", id="found"),
        a_row("bad", "good", id="behind"),
        a_row("bad", id="lost"),
        a_row("good", id="same"),
    ]

    assert flips(before, after) == [
        Flip("lost", "good", "bad", better=False),
        Flip("behind", "good", "bad, good", better=False),
        Flip("found", "bad", "good", better=True),
        Flip("closed", "good", "good, ended", better=False),
        Flip("gap", "no_match", "needs_detail", better=False),
        Flip("beside", "good, x", "good, y", better=None),
    ]


def test_a_case_that_only_one_run_has_does_not_flip() -> None:
    assert flips([a_row("good", id="gone")], [a_row("bad", id="new")]) == []


def test_flips_of_one_cost_stand_by_id() -> None:
    before, after = ([a_row(service, id=id_) for id_ in ("b", "c", "a")] for service in ("good", "bad"))

    assert [one.case_id for one in flips(before, after)] == ["a", "b", "c"]


def test_a_case_without_a_pair_stands_alone() -> None:
    assert pairs_of([a_row(id="q-sv", pair="q"), a_row(id="alone", pair=None)]) == {"q-sv": "q", "alone": "alone"}


def test_a_comparison_is_told_by_what_differs_by_how_much_and_by_whom() -> None:
    before, after = [a_row("good"), a_row("bad", id="d")], [a_row("bad"), a_row("good", id="d")]
    measured = differences(score(before), score(after), pairs_of(after))
    compared = Compared("monday", ("code", "index"), {"first": measured["first"]}, tuple(flips(before, after)))

    assert described(compared).splitlines() == [
        "compared with monday; other: code, index",
        "",
        f"{'Ideal contact first':60}  +0.000  p 1.000  2 of 2 changed",
        "",
        "WORSE  c             good  →  bad",
        "better d             bad  →  good",
    ]


def test_two_runs_of_one_state_have_nothing_to_tell() -> None:
    assert described(Compared("monday", (), {}, ())).splitlines() == ["compared with monday; other: nothing", ""]
