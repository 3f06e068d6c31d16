from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.gate import FLOORS, Limits, accept, breaches, read_limits
from evals.measures import Row
from evals.scoring import MEASURES, Sheet, score
from tests.evals.builders import a_case, a_row


def cases(count: int) -> list[Row]:
    """Cases of which nothing is measured but what a sheet says."""
    return [Row(a_case(id=str(number), pair=None), a_row().got) for number in range(count)]


def a_sheet(name: str, *values: float) -> Sheet:
    return {name: {str(number): value for number, value in enumerate(values)}}


def kept(tmp_path: Path, sheet: Sheet) -> Sheet:
    """A sheet after it was accepted and read again."""
    accept(sheet, tmp_path / "reference.jsonl")
    return read_limits(reference=tmp_path / "reference.jsonl").reference


@pytest.mark.parametrize(
    ("name", "floor", "values", "said"),
    [
        ("first", 0.5, (1, 0), []),
        ("first", 0.51, (1, 0), ["Ideal contact first: 0.500, and the floor is 0.51"]),
        ("false_alarms", 0.5, (1, 0), []),
        ("false_alarms", 0.25, (1, 0), ["Good questions not answered: 0.500, and the floor is 0.25"]),
        ("echo", 1.0, (1, 1), []),
    ],
)
def test_a_figure_must_keep_to_the_right_side_of_its_floor(
    name: str, floor: float, values: tuple[float, ...], said: list[str]
) -> None:
    assert breaches(cases(2), a_sheet(name, *values), Limits({name: floor}, {})) == said


@pytest.mark.parametrize("rows", [cases(2), []])
def test_a_floor_under_what_was_not_measured_does_not_hold(rows: list[Row]) -> None:
    assert breaches(rows, {"first": {}}, Limits({"first": 0.5}, {})) == ["Ideal contact first: nothing was measured"]


def test_what_has_become_worse_for_sure_does_not_pass_however_good_it_still_is() -> None:
    before, after = a_sheet("first", *[1] * 100), a_sheet("first", *[1] * 94, *[0] * 6)

    assert breaches(cases(100), after, Limits({"first": 0.9}, before)) == [
        "Ideal contact first: -0.060 since the accepted run (p 0.031)"
    ]


def test_what_may_have_become_worse_by_chance_passes() -> None:
    before, after = a_sheet("first", *[1] * 100), a_sheet("first", *[1] * 95, *[0] * 5)

    assert breaches(cases(100), after, Limits({"first": 0.9}, before)) == []


def test_what_has_become_better_for_sure_passes() -> None:
    before, after = a_sheet("false_alarms", *[1] * 10), a_sheet("false_alarms", *[0] * 10)

    assert breaches(cases(10), after, Limits({}, before)) == []


def test_more_mistakes_are_worse_even_where_no_contact_is_lost() -> None:
    before, after = a_sheet("cost", *[0] * 10), a_sheet("cost", *[2] * 10)

    assert breaches(cases(10), after, Limits({}, before)) == [
        "Mean cost of mistakes: +2.000 since the accepted run (p 0.002)"
    ]


def test_the_two_questions_of_a_pair_are_lost_by_one_chance() -> None:
    rows = [Row(a_case(id=str(number), pair=f"p{number // 2}"), a_row().got) for number in range(6)]

    assert breaches(rows, a_sheet("first", *[0] * 6), Limits({}, a_sheet("first", *[1] * 6))) == []


def test_more_lost_contacts_than_rounding_explains_are_named_even_if_as_many_were_won() -> None:
    before, after = a_sheet("among_three", 1, 1, 1, 0, 0, 0), a_sheet("among_three", 0, 0, 0, 1, 1, 1)

    assert breaches(cases(6), after, Limits({}, before)) == ["3 cases have lost their contact: 0, 1, 2"]


def test_two_lost_contacts_may_be_rounding() -> None:
    before, after = a_sheet("among_three", 1, 1, 1), a_sheet("among_three", 0, 0, 1)

    assert breaches(cases(3), after, Limits({}, before)) == []


def test_a_case_that_is_new_or_gone_has_not_lost_its_contact() -> None:
    before: Mapping[str, Mapping[str, float]] = {"among_three": {"7": 1, "8": 1, "9": 1}}

    assert breaches(cases(3), a_sheet("among_three", 0, 0, 0), Limits({}, before)) == []
    assert breaches(cases(10), a_sheet("among_three", 0, 0, 0), Limits({}, before)) == []


def test_an_accepted_run_is_read_back_as_it_was_without_its_times(tmp_path: Path) -> None:
    sheet = score([a_row("good", id="b-sv", pair="b"), a_row("bad", "fine", id="a-sv", pair="a")])

    assert kept(tmp_path, sheet) == {
        name: pytest.approx(values, abs=1e-6) for name, values in sheet.items() if name != "latency"
    }
    assert sheet["latency"] == {"b-sv": 10.0, "a-sv": 10.0}


def test_an_accepted_run_is_a_line_per_measure_in_one_order(tmp_path: Path) -> None:
    accept({"outcome": {"b": 1.0, "a": 2 / 3}, "first": {"a": 0.0}}, tmp_path / "reference.jsonl")

    assert (tmp_path / "reference.jsonl").read_text("utf-8").splitlines() == [
        '{"first": {"a": 0.0}}',
        '{"outcome": {"a": 0.666667, "b": 1.0}}',
    ]


def test_a_run_is_never_worse_than_itself(tmp_path: Path) -> None:
    thirds = a_sheet("needs", *[2 / 3] * 20)

    assert breaches(cases(20), thirds, Limits({}, kept(tmp_path, thirds))) == []


def test_where_no_run_was_accepted_only_floors_hold(tmp_path: Path) -> None:
    (tmp_path / "floors.yaml").write_text("first: 1\nfalse_alarms: 0.05\n", "utf-8")

    limits = read_limits(tmp_path / "floors.yaml", tmp_path / "reference.jsonl")

    assert limits == Limits({"first": 1.0, "false_alarms": 0.05}, {})


def test_our_floors_are_under_measures_that_there_are_and_reach_no_higher_than_their_targets() -> None:
    floors = read_limits(FLOORS).floors

    assert {"contact_integrity", "echo"} <= floors.keys() <= MEASURES.keys()
    for name, floor in floors.items():
        target = MEASURES[name].floor
        if target is not None:
            assert floor <= target if MEASURES[name].more_is_better else floor >= target


def test_a_service_that_is_suggested_to_nobody_any_more_is_named(tmp_path: Path) -> None:
    before = [a_row("lab", "rare" if place == 0 else "loan", id=f"c{place}") for place in range(3)]
    after = [a_row("loan", id=f"c{place}") for place in range(3)]
    accept({}, tmp_path / "reference.jsonl", before)
    limits = read_limits(_floors(tmp_path), tmp_path / "reference.jsonl")

    assert limits.shown == {"lab": 3, "loan": 2, "rare": 1}
    assert breaches(after, {}, limits) == ["suggested to nobody any more: lab"]
    assert breaches(before, {}, limits) == []


def _floors(folder: Path) -> Path:
    path = folder / "floors.yaml"
    path.write_text("{}\n", "utf-8")
    return path
