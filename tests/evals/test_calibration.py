from collections.abc import Sequence

import pytest

from bot.models import Outcome
from evals.calibration import Bin, Kept, abstention, calibration, lead, shown_score
from evals.measures import Row
from evals.replies import Answered
from tests.evals.builders import a_candidate, a_row, a_suggestion, an_answer


def rows(*judged: tuple[float, bool]) -> list[Row]:
    """Answers that are so sure, and right first or not."""
    return [a_row("good" if right else "bad", got={"similarity": sure}) for sure, right in judged]


def sure(got: Answered) -> float:
    return got.similarity


@pytest.mark.parametrize(
    ("scores", "expected"), [((0.9, 0.6, 0.5), 0.3), ((0.9,), 0.9), ((1.7,), 1.0), ((1.6, 0.2), 1.0), ((), 0.0)]
)
def test_an_answer_leads_by_what_the_second_candidate_lacks(scores: Sequence[float], expected: float) -> None:
    candidates = tuple(a_candidate(str(place), score) for place, score in enumerate(scores))

    assert lead(an_answer("a", candidates=candidates)) == pytest.approx(expected)


def test_an_answer_shows_the_score_of_its_first_suggestion() -> None:
    assert shown_score(an_answer(suggestions=(a_suggestion("a", score=0.8), a_suggestion("b", score=0.7)))) == 0.8
    assert shown_score(an_answer()) == 0.0


def test_the_curve_goes_from_all_answers_to_the_surest_as_reckoned_by_hand() -> None:
    got = abstention(rows((0.9, True), (0.8, True), (0.8, False), (0.2, False)), sure)

    assert got == [Kept(0.2, 1.0, 2 / 4, 4), Kept(0.8, 3 / 4, 2 / 3, 3), Kept(0.9, 1 / 4, 1.0, 1)]


def test_the_curve_is_the_same_whatever_the_order_of_the_cases() -> None:
    judged = [(0.5, True), (0.5, False), (0.7, True)]

    assert abstention(rows(*judged), sure) == abstention(rows(*judged[::-1]), sure)


def test_an_answer_that_should_not_have_been_given_is_never_right() -> None:
    needless = a_row("bad", best=(), expected=Outcome.NO_MATCH, got={"similarity": 0.9})

    assert abstention([*rows((0.9, True)), needless], sure) == [Kept(0.9, 1.0, 0.5, 2)]


def test_what_was_not_answered_or_has_no_right_contact_is_not_on_the_curve() -> None:
    refused = a_row(outcome=Outcome.NO_MATCH)
    read_only = a_row("good", best=())

    assert abstention([refused, read_only]) == []
    assert calibration([refused, read_only]) is None


def test_confidence_and_truth_are_compared_bin_by_bin_as_reckoned_by_hand() -> None:
    got = calibration(rows((0.95, True), (1.0, False), (0.25, False), (0.15, False)), sure, bins=5)

    assert got is not None
    low, middle, high = got.bins
    assert (low, middle) == (Bin(0.0, 0.2, 1, 0.15, 0.0), Bin(0.2, 0.4, 1, 0.25, 0.0))
    assert (high.low, high.high, high.count, high.right) == (0.8, 1.0, 2, 0.5)
    assert high.confidence == pytest.approx(0.975)
    assert got.error == pytest.approx((0.15 + 0.25 + 2 * 0.475) / 4)
    assert got.brier == pytest.approx((0.05**2 + 1.0 + 0.25**2 + 0.15**2) / 4)


def test_who_is_always_sure_and_right_is_well_calibrated() -> None:
    got = calibration(rows((1.0, True), (1.0, True)), sure)

    assert got is not None
    assert (got.error, got.brier) == (0.0, 0.0)
