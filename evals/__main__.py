"""python -m evals run [--split dev|final] [--failures]: how good the answers are, offline."""

from __future__ import annotations

import argparse
import sys

from tqdm import tqdm

from bot.assembly import build_bot
from evals.cases import InvalidSuite, load
from evals.reporting import failures, table
from evals.running import run
from knowledge.assembly import open_knowledge
from knowledge.settings import KnowledgeSettings


def main(arguments: list[str] | None = None) -> int:
    """Run the suites and print the figures."""
    said = _parser().parse_args(arguments)
    try:
        cases = load(split=said.split)
    except InvalidSuite as error:
        print(error, file=sys.stderr)
        return 2
    knowledge = open_knowledge(KnowledgeSettings())
    bot = build_bot(knowledge, knowledge.private_index())
    rows = list(run(bot, tqdm(cases, disable=None, unit="case")))
    print(table(rows))
    if said.failures:
        print(failures(rows))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="ask every case and print the figures")
    running.add_argument("--split", choices=["dev", "final"], help="only one split; final is not for tuning")
    running.add_argument("--failures", action="store_true", help="list the cases that went wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main())
