from bot.models import Outcome
from evals.reporting import failures, table
from tests.evals.builders import a_row


def test_the_table_splits_by_language_expectation_and_noise() -> None:
    shown = table([a_row("good"), a_row("bad", noise="typo")])

    assert "language sv" in shown
    assert "expected answered" in shown
    assert "noise typo" in shown
    all_line = next(line for line in shown.splitlines() if line.startswith("all"))
    assert all_line.split() == ["all", "2", "1.000", "0.500", "0.500", "0"]


def test_what_could_not_be_measured_is_a_dash() -> None:
    assert table([a_row(outcome=Outcome.NO_MATCH, best=())]).splitlines()[1].split()[3] == "-"


def test_failures_name_the_case_what_was_expected_and_what_was_got() -> None:
    wrong = failures([a_row("good"), a_row("bad"), a_row(outcome=Outcome.NO_MATCH)])

    assert wrong.splitlines() == [
        "c: expected good, fine; got bad: Labb?",
        "c: expected answered, got no_match: Labb?",
    ]
