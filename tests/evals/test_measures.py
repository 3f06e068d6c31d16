from typing import Any

import pytest

from bot.models import Outcome
from evals.measures import is_among, is_first, parity, score
from tests.evals.builders import a_row


def test_an_ideal_first_suggestion_counts_as_first() -> None:
    assert is_first(a_row("fine", "bad"))
    assert not is_first(a_row("bad", "fine"))
    assert not is_first(a_row())


def test_an_ideal_or_acceptable_suggestion_counts_among_the_first_three() -> None:
    assert is_among(a_row("a", "b", "good"), 3)
    assert is_among(a_row("a", "so-so", accepted=("so-so",)), 3)
    assert not is_among(a_row("a", "b", "c", "good"), 3)


def test_scores_are_shares_of_what_could_be_measured() -> None:
    vague: dict[str, Any] = {"best": (), "expected": Outcome.NEEDS_DETAIL}
    rows = [
        a_row("good"),
        a_row("bad", "good", must_not=("bad",)),
        a_row("bad"),
        a_row(outcome=Outcome.NEEDS_DETAIL, **vague),
        a_row("bad", **vague),
    ]

    got = score(rows)

    assert (got.cases, got.forbidden) == (5, 1)
    assert [got.right_outcome, got.first, got.among_three] == pytest.approx([4 / 5, 1 / 3, 2 / 3])


def test_nothing_to_measure_has_no_score() -> None:
    got = score([])

    assert (got.cases, got.first, got.right_outcome) == (0, None, None)
    assert parity([]) is None


def test_a_pair_is_alike_with_the_same_first_organization_or_both_ideal() -> None:
    same = [a_row("bad", organization="x"), a_row("worse", organization="x")]
    ideal = [a_row("good", organization="x", pair="q"), a_row("fine", organization="y", pair="q")]
    unlike = [a_row("good", organization="x", pair="r"), a_row("bad", organization="y", pair="r")]

    assert parity(same) == 1.0
    assert parity([*same, *ideal]) == 1.0
    assert parity([*same, *ideal, *unlike]) == pytest.approx(2 / 3)


def test_half_a_pair_says_nothing_about_parity() -> None:
    assert parity([a_row("good")]) is None
