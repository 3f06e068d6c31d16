"""The bench as a command."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.bench import QUICK, Place, Plan
from evals.bench import bench as measure
from evals.bench_figures import table
from evals.bench_reporting import Machine, Measured, figures, machine
from evals.cases import load
from knowledge.assembly import open_knowledge
from knowledge.settings import KnowledgeSettings


def bench(said: Namespace) -> int:
    """Measure speed and memory, and print every figure; raises ServerFailed."""
    plan, here = QUICK if said.quick else Plan(), machine()
    print(here, file=sys.stderr)
    with TemporaryDirectory(prefix="vagen-bench-") as folder:
        place = Place(Path(folder))
        # A bench never touches anybody's data: its own folder, whatever the settings say.
        settings = KnowledgeSettings(data_dir=place.data, database_url="", chroma_url="")
        measured = measure(open_knowledge(settings), place, plan, load(), _say)
    print(f"{here}\n\n{table(figures(measured))}")
    if said.json:
        said.json.write_text(written(here, plan, measured), "utf-8")
    return 0


def written(here: Machine, plan: Plan, measured: Measured) -> str:
    """A report for programs: every figure, and everything measured."""
    lines = [{**asdict(figure), "holds": figure.holds} for figure in figures(measured)]
    report = {"machine": asdict(here), "plan": asdict(plan), "figures": lines, "measured": asdict(measured)}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def describe_bench(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--quick", action="store_true", help="less of everything, for a first look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to a file too")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)
