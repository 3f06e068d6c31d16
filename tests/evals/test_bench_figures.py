import pytest

from evals.bench_figures import Figure, Target, load, percentile, spread, table
from evals.bench_load import Run, Sample


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.951, 96), (1.0, 100), (0.0, 1), (0.005, 1)])
def test_a_percentile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert percentile(range(100, 0, -1), share) == expected


def test_nothing_has_no_duration() -> None:
    assert percentile([], 0.5) == 0.0
    assert spread([]).longest == 0.0


def test_a_spread_names_the_middle_and_the_end() -> None:
    got = spread([4.0, 1.0, 3.0, 2.0, 90.0])

    assert (got.count, got.p50, got.p95, got.longest) == (5, 3.0, 90.0, 90.0)


def test_only_answers_count_for_rate_and_duration() -> None:
    samples = (Sample(200, 10.0), Sample(200, 30.0), Sample(503, 1.0), Sample(0, 900.0), Sample(500, 2.0))

    got = load(Run(samples, seconds=4.0))

    assert got.answers.per_second == 0.5
    assert (got.answers.took.count, got.answers.took.longest) == (2, 30.0)
    assert (got.refused, got.errors) == (1, 2)


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        (Target(30), 30.0, True),
        (Target(30), 30.1, False),
        (Target(80, True), 80.0, True),
        (Target(80, True), 79.9, False),
    ],
)
def test_a_target_is_met_on_its_own_side(target: Target, value: float, expected: bool) -> None:
    assert Figure("p50", value, target=target).holds is expected


def test_what_was_not_measured_neither_holds_nor_fails() -> None:
    assert Figure("peak", None, target=Target(900)).holds is None
    assert Figure("first start", 3.0).holds is None


def test_the_table_sets_figure_floor_and_target_side_by_side() -> None:
    lines = table(
        [
            Figure("p50", 12.34, "ms", 5.678, Target(30)),
            Figure("answers", 61.0, "/s", 160.4, Target(80, at_least=True)),
            Figure("peak", None, "MB", None, Target(900)),
            Figure("texts", 12_345.0),
        ]
    ).splitlines()

    assert [line.split() for line in lines[1:]] == [
        ["p50,", "ms", "12.3", "5.68", "≤", "30", "yes"],
        ["answers,", "/s", "61", "160", "≥", "80", "NO"],
        ["peak,", "MB", "-", "≤", "900"],
        ["texts", "12,345"],
    ]
    assert lines[1].index("yes") == lines[2].index("NO") == lines[0].index("holds")
