from collections.abc import Iterator

import numpy as np
import pytest

from evals.statistics import Estimate, interval, paired


def test_a_share_has_wilsons_interval() -> None:
    got = interval([1.0] * 8 + [0.0] * 2)

    # Wilson 1927 for 8 of 10, as in every textbook.
    assert (got.value, got.count) == (0.8, 10)
    assert (got.low, got.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_share_without_exception_is_not_certain(value: float) -> None:
    got = interval([value] * 20)

    # For none of n the far end is z² / (n + z²).
    far = 3.8415 / (20 + 3.8415)
    assert got.high - got.low == pytest.approx(far, abs=1e-4)
    assert value in (got.low, got.high)


def test_values_that_do_not_vary_are_not_certain_either() -> None:
    assert interval([0.5] * 4).low < 0.2
    assert interval([0.25]).high > 0.5
    assert interval([12.0, 12.0]) == Estimate(12.0, 12.0, 12.0, 2)


def test_an_interval_is_the_same_at_every_run() -> None:
    values = [0.1, 0.5, 0.9, 0.3, 0.7, 0.2]

    assert interval(values) == interval(values)
    assert interval(values) != interval(values, seed=1)


def test_pairs_that_always_agree_count_as_one_case_each() -> None:
    alone = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0]
    twice = [value for value in alone for _ in range(2)]
    pairs = [str(number) for number in range(10) for _ in range(2)]

    got = interval(twice, pairs)

    expected = interval(alone)
    assert got.count == 20
    assert (got.low, got.high) == pytest.approx((expected.low, expected.high), abs=0.03)
    assert got.high - got.low > 1.3 * (interval(twice).high - interval(twice).low)


def test_pairs_that_differ_are_never_surer_than_as_many_single_cases() -> None:
    values, pairs = [1.0, 0.0] * 10, [str(number // 2) for number in range(20)]

    assert interval(values, pairs).high >= interval(values).high


def test_the_mean_of_clusters_of_all_sizes_is_the_mean_of_the_values() -> None:
    assert interval([0.2, 0.4, 0.9], ["a", "a", "b"]).value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("share", "alike", "pairs"), [(0.5, 0.0, 40), (0.9, 0.0, 40), (0.9, 0.7, 40), (0.97, 0.5, 30), (0.75, 1.0, 20)]
)
def test_an_interval_of_a_share_holds_the_truth_nineteen_times_of_twenty(
    share: float, alike: float, pairs: int
) -> None:
    held = [one.low <= share <= one.high for one in _shares(share, alike, pairs, tries=2_000)]

    assert 0.925 <= float(np.mean(held)) <= 0.98


def test_an_interval_of_a_mean_holds_the_truth_about_nineteen_times_of_twenty() -> None:
    draw = np.random.default_rng(11)
    names = [str(number // 2) for number in range(120)]
    found = []
    for _ in range(120):
        common = np.repeat(draw.beta(4, 2, 60), 2)
        found.append(interval(list((common + draw.beta(4, 2, 120)) / 2), names))

    assert 0.88 <= float(np.mean([one.low <= 2 / 3 <= one.high for one in found])) <= 0.995


def test_a_run_compared_with_itself_has_not_changed() -> None:
    run = {"a": 1.0, "b": 0.0}

    got = paired(run, run)

    assert (got.mean, got.p, got.changed, got.count) == (0.0, 1.0, 0, 2)


def test_five_of_five_flips_one_way_have_the_p_that_was_reckoned_by_hand() -> None:
    before = {str(number): 1.0 for number in range(20)}
    after = {**before, **{str(number): 0.0 for number in range(5)}}

    got = paired(before, after)

    # Two of the 2⁵ ways to flip five coins are as extreme.
    assert got.p == pytest.approx(2 / 32)
    assert (got.changed, got.count) == (5, 20)
    assert got.mean == pytest.approx(-0.25)


def test_four_against_one_is_nothing_to_speak_of() -> None:
    before = dict.fromkeys("abcde", 0.0) | {"e": 1.0}
    after = dict.fromkeys("abcde", 1.0) | {"e": 0.0}

    # 1 + 5 of 32 ways on each side.
    assert paired(before, after).p == pytest.approx(12 / 32)


def test_the_two_questions_of_a_pair_flip_together() -> None:
    before = {f"{pair}-{language}": 1.0 for pair in "abc" for language in ("sv", "en")}
    after = dict.fromkeys(before, 0.0)

    assert paired(before, after).p == pytest.approx(2 / 64)
    assert paired(before, after, {id_: id_[0] for id_ in before}).p == pytest.approx(2 / 8)


def test_a_pair_that_gains_in_one_language_what_it_loses_in_the_other_is_no_evidence() -> None:
    got = paired({"a-sv": 1.0, "a-en": 0.0}, {"a-sv": 0.0, "a-en": 1.0}, {"a-sv": "a", "a-en": "a"})

    assert (got.mean, got.p, got.changed) == (0.0, 1.0, 2)


def test_a_clear_regression_of_many_is_significant_and_the_same_at_every_run() -> None:
    before = {str(number): 1.0 for number in range(200)}
    after = {**before, **{str(number): 0.0 for number in range(30)}}

    got = paired(before, after)

    assert got.p < 0.001
    assert got == paired(before, after)


def test_a_comparison_is_the_same_from_both_sides() -> None:
    draw = np.random.default_rng(3)
    one, other = ({str(number): float(value) for number, value in enumerate(draw.random(60))} for _ in range(2))

    forth, back = paired(one, other), paired(other, one)

    assert back.mean == pytest.approx(-forth.mean)
    assert back.p == pytest.approx(forth.p, abs=0.03)


def test_chance_alone_is_called_significant_one_time_of_twenty() -> None:
    draw = np.random.default_rng(5)
    nothing = dict.fromkeys(map(str, range(10)), 0.0)
    found = [paired(nothing, {id_: float(draw.normal()) for id_ in nothing}).p for _ in range(300)]

    assert 0.02 <= float(np.mean([p <= 0.05 for p in found])) <= 0.09


def test_a_single_flip_is_no_evidence() -> None:
    assert paired({"a": 1.0, "b": 1.0}, {"a": 0.0, "b": 1.0}).p == 1.0


def test_only_what_both_runs_measured_is_compared() -> None:
    assert paired({"a": 1.0, "b": 1.0}, {"b": 0.0, "c": 0.0}).count == 1


def test_nothing_in_common_is_no_difference() -> None:
    assert paired({"a": 1.0}, {"b": 0.0}).count == 0


def _shares(share: float, alike: float, pairs: int, tries: int) -> Iterator[Estimate]:
    """Intervals of pairs that are both drawn alike so often, and apart otherwise."""
    draw = np.random.default_rng(7)
    names = [str(number // 2) for number in range(2 * pairs)]
    for _ in range(tries):
        two = draw.random((pairs, 2)) < share
        two[:, 1] = np.where(draw.random(pairs) < alike, two[:, 0], two[:, 1])
        yield interval([float(value) for value in two.ravel()], names)
