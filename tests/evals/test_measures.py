import random
from collections.abc import Callable, Iterator
from math import log2

import ir_measures
import pytest
from ir_measures import RR, P, Qrel, R, ScoredDoc, Success, nDCG

from bot.models import Outcome
from evals import measures
from evals.measures import (
    Row,
    is_among,
    is_first,
    ndcg_of,
    recall_of,
    reciprocal_rank_of,
    rows_of,
)
from tests.evals.builders import a_candidate, a_case, a_citation, a_row, a_suggestion, an_answer, an_email

IDS = [f"service-{number}" for number in range(15)]


def test_an_ideal_first_suggestion_counts_as_first() -> None:
    assert is_first(a_row("fine", "bad"))
    assert not is_first(a_row("bad", "fine"))
    assert not is_first(a_row())


def test_an_ideal_or_acceptable_suggestion_counts_among_the_first_three() -> None:
    assert is_among(a_row("a", "b", "good"), 3)
    assert is_among(a_row("a", "so-so", accepted=("so-so",)), 3)
    assert not is_among(a_row("a", "b", "c", "good"), 3)


def test_only_answered_cases_make_rows_in_their_order() -> None:
    cases = [a_case(id="b"), a_case(id="a"), a_case(id="c")]
    replies = {id_: an_answer(case_id=id_) for id_ in ("a", "b")}

    assert [one.case.id for one in rows_of(cases, replies)] == ["b", "a"]


def test_suggestions_lead_the_ranking_and_nobody_stands_in_it_twice() -> None:
    row = a_row("b", "a", got={"candidates": (a_candidate("a", 0.9), a_candidate("b", 0.8), a_candidate("c", 0.7))})

    assert row.ranking == ("b", "a", "c")


def test_order_is_worth_what_was_reckoned_by_hand() -> None:
    ranking = ["x", "so-so", "y", "good", "fine"]
    worth = {"good": 2, "fine": 2, "so-so": 1}

    assert reciprocal_rank_of(ranking, worth) == 1 / 2
    assert recall_of(ranking, worth, 3) == 1 / 3
    got = 1 / log2(3) + 2 / log2(5) + 2 / log2(6)
    best = 2 / log2(2) + 2 / log2(3) + 1 / log2(4)
    assert ndcg_of(ranking, worth) == pytest.approx(got / best, abs=1e-12)
    assert ndcg_of(ranking, worth, 2) == pytest.approx((1 / log2(3)) / (2 + 2 / log2(3)), abs=1e-12)


def test_nothing_relevant_found_is_worth_nothing() -> None:
    assert reciprocal_rank_of(["x"], {"good"}) == 0
    assert ndcg_of(["x"], {"good": 2}) == 0
    assert recall_of([], {"good"}, 3) == 0


@pytest.mark.parametrize("seed", range(40))
def test_order_is_worth_what_ir_measures_says(seed: int) -> None:
    ranking, worth = _drawn(random.Random(seed))  # noqa: S311 - the same seed draws the same
    relevant = worth.keys()

    got = {
        RR: reciprocal_rank_of(ranking, relevant),
        nDCG @ 10: ndcg_of(ranking, worth),
        R @ 3: recall_of(ranking, relevant, 3),
        R @ 5: recall_of(ranking, relevant, 5),
        P @ 1: float(ranking[0] in relevant),
        Success @ 1: float(is_among(_row(ranking, worth), 1)),
        Success @ 3: float(is_among(_row(ranking, worth), 3)),
    }

    assert got == pytest.approx(dict(_reference(list(got), ranking, worth)), abs=1e-9)


@pytest.mark.parametrize("seed", range(40, 60))
def test_an_ideal_first_is_what_ir_measures_calls_success_at_the_highest_grade(seed: int) -> None:
    ranking, worth = _drawn(random.Random(seed))  # noqa: S311 - the same seed draws the same

    expected = dict(_reference([Success(rel=2) @ 1], ranking, worth))[Success(rel=2) @ 1]

    assert measures.first(_row(ranking, worth)) in (expected, None)


def test_a_row_is_ranked_by_all_that_came_near() -> None:
    near = tuple(a_candidate(id_, 0.5) for id_ in ("bad", "worse", "good"))
    row = a_row("bad", best=("good",), accepted=("worse",), got={"candidates": near})

    assert measures.reciprocal_rank(row) == 1 / 2
    assert measures.ndcg(row) == pytest.approx((1 / log2(3) + 2 / 2) / (2 + 1 / log2(3)))


def test_what_is_acceptable_only_can_be_among_three_but_not_first() -> None:
    row = a_row("so-so", best=(), accepted=("so-so",))

    assert (measures.first(row), measures.among_three(row)) == (None, 1.0)


def test_a_guide_is_found_in_either_language() -> None:
    found = {"passages": ("guide-money-en", "guide-money-sv", "guide-labs-sv", "guide-x-sv", "guide-trials-en")}
    row = a_row(documents=("guide-trials-sv", "guide-trials-en", "guide-labs-en"), got=found)

    assert measures.passages(row, 3) == 1 / 2
    assert measures.passages(row, 5) == 1.0


def test_outcomes_are_measured_where_they_are_expected() -> None:
    vague = a_row(outcome=Outcome.NO_MATCH, expected=Outcome.NEEDS_DETAIL, best=())

    assert measures.outcome(vague) == 0
    assert measures.ends_as(vague, Outcome.NEEDS_DETAIL) == 0
    assert measures.ends_as(vague, Outcome.NO_MATCH) is None
    assert measures.false_alarm(vague) is None


def test_a_good_question_without_an_answer_is_a_false_alarm() -> None:
    assert measures.false_alarm(a_row(outcome=Outcome.OUT_OF_SCOPE)) == 1
    assert measures.false_alarm(a_row("bad")) == 0


def test_a_plainly_wrong_service_counts_wherever_it_stands() -> None:
    assert measures.must_not(a_row("good", "x", "ended", must_not=("ended",))) == 0
    assert measures.must_not(a_row("good", must_not=("ended",))) == 1
    assert measures.must_not(a_row("good")) is None


def test_each_need_wants_one_of_its_own_services() -> None:
    row = a_row("a", "b", needs=(("a", "x"), ("c",), ("b",)))

    assert measures.needs(row) == pytest.approx(2 / 3)


def test_a_need_that_no_service_meets_is_not_missed() -> None:
    assert measures.needs(a_row("a", needs=(("a",), ()))) == 1
    assert measures.needs(a_row("a", needs=((),))) is None


def test_contacts_asked_for_are_looked_for_with_every_suggestion() -> None:
    shown = (a_suggestion("a", an_email("a@lab.example")), a_suggestion("b", an_email("b@lab.example")))
    row = a_row(contacts=("b@lab.example", "c@lab.example"), got={"suggestions": shown})

    assert measures.contacts(row) == 1 / 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Börja med labbet.", 1.0),
        ("Du skrev: Anna\\_B@mejl.example", 0.0),
        ("ring 070-174\n06 05", 0.0),
    ],
)
def test_an_echo_is_heard_through_case_line_breaks_and_markdown(text: str, expected: float) -> None:
    row = a_row("good", no_echo=("anna_b@mejl.example", "070-174 06 05"), got={"text": text})

    assert measures.echo(row) == expected


def test_an_echo_in_a_quote_is_an_echo() -> None:
    row = a_row("good", no_echo=("hemligt",), got={"citations": (a_citation("Det är hemligt."),)})

    assert measures.echo(row) == 0


def test_masking_is_judged_where_there_is_nothing_to_mask() -> None:
    masked = {"masked": ("phone",)}

    assert measures.keeps(a_row(keep=("1 000 000 kr",), got=masked)) == 0
    assert measures.keeps(a_row(keep=("1 000 000 kr",))) == 1
    assert measures.keeps(a_row(keep=("1 000 000 kr",), no_echo=("070-1740605",), got=masked)) is None


@pytest.mark.parametrize(
    "measure",
    [
        measures.first,
        measures.among_three,
        measures.reciprocal_rank,
        measures.ndcg,
        measures.needs,
        measures.contacts,
        measures.echo,
        measures.keeps,
        measures.must_not,
        lambda row: measures.passages(row, 3),
    ],
)
def test_a_case_that_says_nothing_about_a_measure_is_not_measured(measure: Callable[[Row], float | None]) -> None:
    assert measure(a_row("bad", best=())) is None


def _row(ranking: list[str], worth: dict[str, int]) -> Row:
    best = tuple(id_ for id_, gain in worth.items() if gain == 2)
    return a_row(*ranking, best=best, accepted=tuple(id_ for id_ in worth if id_ not in best))


def _drawn(draw: random.Random) -> tuple[list[str], dict[str, int]]:
    """A ranking, and what some services are worth, whether they stand in it or not."""
    ranking = draw.sample(IDS, draw.randint(3, 12))
    return ranking, {id_: draw.choice((1, 2)) for id_ in draw.sample(IDS, draw.randint(1, 6))}


def _reference(
    wanted: list[ir_measures.Measure], ranking: list[str], worth: dict[str, int]
) -> Iterator[tuple[ir_measures.Measure, float]]:
    qrels = [Qrel("q", id_, gain) for id_, gain in worth.items()]
    run = [ScoredDoc("q", id_, -float(place)) for place, id_ in enumerate(ranking)]
    for metric in ir_measures.iter_calc(wanted, qrels, run):
        yield metric.measure, metric.value
