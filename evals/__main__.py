"""How good the answers are, and how fast, offline.

python -m evals run [--split dev|final] [--suite NAME] [--name RUN] [--failures]
python -m evals score | report | trace CASE | compare RUN | baselines | ablate | perturb | gate | new | bench
python -m evals needing | adapt

With --folder before the command, cases of another folder than `suites/`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals import commands
from evals.bench_server import ServerFailed
from evals.cases import SUITES, InvalidSuite
from evals.runs import NoRun, OtherRun
from evals.writing import CannotWrite
from knowledge.assembly import NotEmbedded


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked; 1 where something does not hold, 2 where something must be mended first."""
    said = _parser().parse_args(arguments)
    try:
        code: int = said.command(said)
    except (InvalidSuite, commands.NoCases, NoRun, NotEmbedded, OtherRun, CannotWrite, ServerFailed) as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the answers.")
    parser.add_argument("--folder", type=Path, default=SUITES, help="the suites' folder (default: %(default)s)")
    added = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (command, about, describe) in commands.COMMANDS.items():
        one = added.add_parser(name, help=about)
        describe(one)
        one.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
