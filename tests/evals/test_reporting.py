from bot.models import Outcome
from evals.integrity import known
from evals.reporting import failures, table
from knowledge.catalogue import Catalogue
from tests.evals.builders import a_row


def line(shown: str, beginning: str) -> list[str]:
    """The columns after the first words of one line."""
    return next(one for one in shown.splitlines() if one.startswith(beginning)).removeprefix(beginning).split()


def test_the_table_splits_by_language_expectation_suite_and_noise() -> None:
    shown = table([a_row("good", id="a", pair=None), a_row("bad", id="b", pair=None, noise="typo", group="routing")])

    assert line(shown, "all")[:3] == ["2", "1.000", "0.342–1.000"]
    assert line(shown, "all")[3:] == ["0.500", "0.095–0.905", "0.500", "0.095–0.905", "-"]
    for name in ("language sv", "expected answered", "suite routing", "suite none", "noise typo", "noise none"):
        assert line(shown, name)[0] in ("1", "2")


def test_what_could_not_be_measured_is_a_dash() -> None:
    assert line(table([a_row(outcome=Outcome.NO_MATCH, best=())]), "all")[3:] == ["-", "-", "-"]


def test_each_measure_stands_beside_its_floor_and_says_whether_it_holds() -> None:
    shown = table([a_row("good", id="a", pair=None), a_row("bad", id="b", pair=None)])

    assert line(shown, "Ideal contact first") == ["2", "0.500", "0.095–0.905", "≥", "0.85", "FAILS"]
    assert line(shown, "Good questions not answered")[-3:] == ["≤", "0.03", "holds"]
    assert line(shown, "Right outcome") == ["2", "1.000", "0.342–1.000"]
    assert "Needs that get a right contact" not in shown


def test_integrity_is_in_the_table_where_it_can_be_measured() -> None:
    rows = [a_row("good")]

    assert "known contact details" not in table(rows)
    assert "known contact details" in table(rows, known(Catalogue(1, {}, {}, {}), []))


def test_no_rows_make_an_empty_table() -> None:
    assert line(table([]), "all") == ["0", "-", "-", "-", "-"]


def test_failures_name_the_case_what_was_expected_and_what_was_got() -> None:
    wrong = failures([a_row("good"), a_row("bad"), a_row(outcome=Outcome.NO_MATCH, turns=("Och i Solna?",))])

    assert wrong.splitlines() == [
        "c: expected good, fine; got bad: Labb?",
        "c: expected answered, got no_match: Och i Solna?",
    ]
