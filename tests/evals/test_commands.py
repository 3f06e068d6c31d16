"""What `python -m evals` does, over a small catalogue with the packaged model."""

from pathlib import Path
from shutil import copytree

import pytest

from evals.__main__ import main
from evals.commands import COMMANDS
from evals.replies import read_replies, write_replies
from evals.runs import load_run
from tests.evals.small import Command, line

pytestmark = pytest.mark.model


@pytest.fixture
def replies(here: Path) -> Path:
    """The replies of the run that was kept."""
    return here / "data" / "runs" / "kept" / "replies.jsonl"


def test_a_run_prints_its_figures_and_keeps_its_replies(
    evals: Command, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = evals("run", "--split", "dev", "--failures")

    shown = capsys.readouterr().out
    kept = load_run(here / "data" / "runs" / "latest")
    assert code == 0
    assert line(shown, "all")[:2] == ["4", "1.000"]
    assert f"kept in {kept.folder}" in shown
    assert list(kept.replies) == ["sm-001-sv", "sm-001-en", "sm-005-sv", "sm-005-en"]
    assert kept.replies["sm-001-sv"].suggestions[0].service_id == "lab-sequencing"


def test_an_interrupted_run_goes_on_where_it_stopped(evals: Command, here: Path) -> None:
    evals("run", "--name", "mine")
    replies = here / "data" / "runs" / "mine" / "replies.jsonl"
    first, *others = read_replies(replies)
    write_replies(replies, [first])

    assert evals("run", "--name", "mine") == 0

    again = list(read_replies(replies))
    assert [one.case_id for one in again] == [one.case_id for one in (first, *others)]
    assert again[0] == first, "what was answered is not asked again"


def test_the_latest_run_gives_way_to_a_new_one(evals: Command, here: Path) -> None:
    evals("run", "--split", "dev")

    assert evals("run", "--split", "final") == 0
    kept = load_run(here / "data" / "runs" / "latest")
    assert list(kept.replies) == ["sm-003-sv", "sm-003-en", "sm-007-sv", "sm-007-en"]


def test_a_run_with_a_name_does_not_give_way(evals: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals("run", "--name", "kept", "--split", "dev") == 2
    assert "cases: give another name, or remove it" in capsys.readouterr().err


def test_a_kept_run_is_scored_again_by_its_replies_alone(
    evals: Command, replies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals("score", "--name", "kept") == 0
    assert line(capsys.readouterr().out, "Ideal contact first")[:2] == ["4", "1.000"]

    replies.write_text(replies.read_text("utf-8").replace('"lab-sequencing"', '"lab-patents"'), "utf-8")

    assert evals("score", "--name", "kept") == 0
    assert line(capsys.readouterr().out, "Ideal contact first")[:2] == ["4", "0.500"]


def test_a_trace_says_why_a_case_was_answered_so(evals: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals("trace", "sm-001-sv", "--name", "kept") == 0

    shown = capsys.readouterr().out
    assert shown.startswith("sm-001-sv: Vem kan sekvensera tumörprover åt oss?")
    assert line(shown, ">* lab-sequencing")


def test_a_trace_of_an_unknown_case_says_where_it_looked(evals: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals("trace", "sm-999-sv", "--name", "kept") == 2
    assert "sm-999-sv is not in" in capsys.readouterr().err


def test_two_runs_are_compared_with_what_flipped(
    evals: Command, here: Path, replies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copytree(replies.parent, here / "data" / "runs" / "worse")
    worse = here / "data" / "runs" / "worse" / "replies.jsonl"
    poem = next(one for one in worse.read_text("utf-8").splitlines() if "sm-005-sv" in one)
    spoilt = poem.replace('"out_of_scope"', '"no_match"', 1)
    worse.write_text(worse.read_text("utf-8").replace(poem, spoilt), "utf-8")

    assert evals("compare", "kept", "--name", "worse") == 0

    shown = capsys.readouterr().out
    assert "compared with kept; other: nothing" in shown
    assert line(shown, "Questions out of scope declined") == ["-0.500", "p", "1.000", "1", "of", "2", "changed"]
    assert [one.split()[:2] for one in shown.splitlines() if "→" in one] == [["WORSE", "sm-005-sv"]]


def test_a_report_is_a_page_a_summary_and_a_table(
    evals: Command, replies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals("report", "--alone", "--name", "kept") == 0

    written = [Path(one) for one in capsys.readouterr().out.split("\n") if one]
    assert [one.name for one in written] == ["report.html", "summary.md", "rows.csv"]
    assert {one.parent for one in written} == {replies.parent}
    assert "Vägen in: kept" in written[0].read_text("utf-8")
    assert len(written[2].read_text("utf-8").splitlines()) == 9


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("baselines", ["Vägen in", "BM25", "dense", "fusion"]),
        ("ablate", ["whole", "without dense leg", "without lexical leg", "without asks"]),
    ],
)
def test_neighbours_stand_in_one_table(
    evals: Command, command: str, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals(command, "--split", "dev") == 0

    shown = capsys.readouterr().out
    assert line(shown, names[0])[0] == "1.000"
    assert all(line(shown, name) for name in names)


def test_rewritten_questions_are_asked_and_what_flips_is_told(
    evals: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evals("perturb", "--suite", "small", "--split", "dev") == 0
    assert "polite" in capsys.readouterr().out


def test_the_gate_opens_for_what_was_accepted_and_closes_when_it_is_lost(
    evals: Command, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "evals" / "floors.yaml").write_text("contact_integrity: 1.0\nfirst: 0.9\n", "utf-8")

    assert evals("gate", "--seed", str(here / "seed"), "--accept") == 0
    assert evals("gate", "--seed", str(here / "seed")) == 0
    assert "the gate is open" in capsys.readouterr().out

    suite = here / "evals" / "suites" / "small.jsonl"
    suite.write_text(suite.read_text("utf-8").replace('["lab-sequencing"]', '["lab-patents"]'), "utf-8")

    assert evals("gate", "--seed", str(here / "seed")) == 1
    shown = capsys.readouterr().out
    assert "does not hold: Ideal contact first: 0.000, and the floor is 0.9" in shown
    assert "the gate is closed" in shown


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_says_what_it_is_for(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert f"python -m evals {name}" in capsys.readouterr().out
