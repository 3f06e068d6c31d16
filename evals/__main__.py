"""How good the answers are, and how fast, offline.

python -m evals run [--split dev|final] [--failures]
python -m evals bench [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.assembly import build_bot
from evals.bench import QUICK, Place, Plan, bench
from evals.bench_figures import table as figures_table
from evals.bench_reporting import Machine, Measured, figures, machine
from evals.bench_server import ServerFailed
from evals.cases import Case, InvalidSuite, load
from evals.measures import rows_of
from evals.reporting import failures, table
from evals.running import run
from knowledge.assembly import open_knowledge
from knowledge.settings import KnowledgeSettings


def main(arguments: list[str] | None = None) -> int:
    """Run the suites or the bench, and print the figures."""
    said = _parser().parse_args(arguments)
    try:
        cases = load(split=said.split)
    except InvalidSuite as error:
        print(error, file=sys.stderr)
        return 2
    if said.command == "bench":
        return _bench(cases, QUICK if said.quick else Plan(), said.json)
    _run(cases, said.failures)
    return 0


def _run(cases: Sequence[Case], list_failures: bool) -> None:
    knowledge = open_knowledge(KnowledgeSettings())
    bot = build_bot(knowledge, knowledge.private_index())
    replies = {one.case_id: one for one in run(bot, tqdm(cases, disable=None, unit="case"))}
    rows = rows_of(cases, replies)
    print(table(rows))
    if list_failures:
        print(failures(rows))


def _bench(cases: Sequence[Case], plan: Plan, file: Path | None) -> int:
    here = machine()
    print(here, file=sys.stderr)
    with TemporaryDirectory(prefix="vagen-bench-") as folder:
        place = Place(Path(folder))
        # A bench never touches anybody's data: its own folder, whatever the settings say.
        settings = KnowledgeSettings(data_dir=place.data, database_url="", chroma_url="")
        try:
            measured = bench(open_knowledge(settings), place, plan, cases, _say)
        except ServerFailed as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{here}\n\n{figures_table(figures(measured))}")
    if file:
        file.write_text(written(here, plan, measured), "utf-8")
    return 0


def written(here: Machine, plan: Plan, measured: Measured) -> str:
    """A report for programs: every figure, and everything measured."""
    lines = [{**asdict(figure), "holds": figure.holds} for figure in figures(measured)]
    report = {"machine": asdict(here), "plan": asdict(plan), "figures": lines, "measured": asdict(measured)}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="ask every case and print the figures")
    running.add_argument("--split", choices=["dev", "final"], help="only one split; final is not for tuning")
    running.add_argument("--failures", action="store_true", help="list the cases that went wrong")
    timing = commands.add_parser("bench", help="measure speed and memory on a temporary, padded catalogue")
    timing.add_argument("--quick", action="store_true", help="less of everything, for a first look")
    timing.add_argument("--json", type=Path, metavar="FILE", help="write every figure to a file too")
    timing.set_defaults(split=None)
    return parser


if __name__ == "__main__":
    sys.exit(main())
