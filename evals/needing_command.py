"""`python -m evals needing`: learns by what a sentence is told to begin a need."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.needing import FILE
from evals.cases import load
from evals.messages import messages
from evals.needing import learnt, lessons, write

# These tell how well it was learnt.
UNSEEN = "several_labelled"


def needing(said: Namespace) -> int:
    """Learn from labelled messages and from the suites' `dev` part, and write what was learnt."""
    taught = lessons(messages(), [case for case in load(split="dev") if case.group != UNSEEN])
    weights = learnt(taught)
    write(weights, said.to)
    print(f"{len(weights)} marks learnt from {len(taught)} messages, written to {said.to}")
    return 0


def describe_needing(parser: ArgumentParser) -> None:
    """What `needing` can be told."""
    parser.add_argument("--to", type=Path, default=FILE, help="the file to write (default: %(default)s)")
