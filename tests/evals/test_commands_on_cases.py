"""What `python -m evals` does with cases: writes new ones, refuses broken ones, and asks without a trace."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.models import Outcome
from evals.runs import load_run
from knowledge.database import conversations, open_database, tasks, turns
from tests.evals.small import Command

pytestmark = pytest.mark.model

NEW = [
    *(
        "new",
        "small",
        "--sv",
        "Vem kan läsa av arvsmassan i våra blodprover?",
        "--en",
        "Reading the genome of our blood samples",
    ),
    *("--why", "Sequencing of blood"),
]


@pytest.fixture
def _breaks_the_suite(here: Path) -> None:
    suite = here / "evals" / "suites" / "small.jsonl"
    suite.write_text(suite.read_text("utf-8").replace('"dev"', '"tomorrow"', 1), "utf-8")


def test_a_new_case_is_written_in_both_languages(
    evals: Command, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = evals(*NEW, "--best", "lab-sequencing", "--accepted", "lab-patents")

    written = (here / "evals" / "suites" / "small.jsonl").read_text("utf-8").splitlines()[8:]
    assert code == 0
    assert capsys.readouterr().out.splitlines()[-2:] == written
    assert [json.loads(one)["id"] for one in written] == ["sm-008-sv", "sm-008-en"]
    assert evals("run", "--name", "more") == 0


def test_without_an_ideal_service_a_new_case_shows_what_is_found_and_waits(
    evals: Command, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (here / "evals" / "suites" / "small.jsonl").read_text("utf-8")

    assert evals(*NEW) == 0

    shown = capsys.readouterr().out
    assert "sv: answered: lab-sequencing" in shown
    assert "say which of these is ideal with --best ID" in shown
    assert (here / "evals" / "suites" / "small.jsonl").read_text("utf-8") == before


def test_a_new_case_that_cannot_be_kept_says_what_to_mend(evals: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals(*NEW, "--best", "lab-astrology") == 2
    assert "lab-astrology" in capsys.readouterr().err


@pytest.mark.usefixtures("_breaks_the_suite")
@pytest.mark.parametrize("command", [["run"], ["score"], ["report"], ["gate"], ["trace", "sm-001-sv"]])
def test_a_broken_suite_names_its_file_and_line(
    evals: Command, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals(*command) == 2
    assert capsys.readouterr().err.startswith("small.jsonl:1: split: ")


@pytest.mark.parametrize(
    "command", [["score"], ["report"], ["trace", "sm-001-sv"], ["compare", "kept"], ["report", "--against", "no-such"]]
)
def test_an_unknown_run_says_how_to_make_one(
    evals: Command, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals(*command, "--name", "no-such") == 2
    assert "python -m evals run --name no-such" in capsys.readouterr().err


def test_a_choice_that_leaves_no_case_keeps_the_latest_run(
    evals: Command, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evals("run", "--split", "dev")

    assert evals("run", "--suite", "smal") == 2
    assert "no case of suite smal and split any" in capsys.readouterr().err
    assert len(load_run(here / "data" / "runs" / "latest").replies) == 4


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["baselines"],
        ["ablate"],
        ["perturb"],
        [*NEW],
    ],
)
def test_what_is_asked_leaves_no_turn_and_no_task(evals: Command, here: Path, command: list[str]) -> None:
    gaps = [
        one for one in load_run(here / "data" / "runs" / "kept").replies.values() if one.outcome is Outcome.NO_MATCH
    ]
    assert gaps, "a need that no service meets is what opens a task"

    assert evals(*command) == 0

    engine = open_database(f"sqlite:///{here / 'data' / 'vagen.db'}")
    with engine.connect() as db:
        left = {
            table.name: db.scalar(select(func.count()).select_from(table)) for table in (conversations, turns, tasks)
        }
    engine.dispose()
    assert left == {"conversations": 0, "turns": 0, "tasks": 0}
