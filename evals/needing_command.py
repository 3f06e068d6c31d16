"""`python -m evals needing`: learns by what a sentence is told to begin a need."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tqdm import tqdm

from bot.needing import FILE, Learnt
from evals.cases import load
from evals.messages import messages
from evals.needing import checked, machine, weights, write
from evals.needing_lessons import lessons
from knowledge.assembly import open_knowledge
from knowledge.embedding_model import Reading
from knowledge.settings import KnowledgeSettings

# These tell how well it was learnt.
UNSEEN = ("several_labelled", "short_labelled", "plain_labelled")


def needing(said: Namespace) -> int:
    """Learn from labelled messages and from the suites' `dev` part, and write what was learnt or check how well."""
    model = open_knowledge(KnowledgeSettings()).model
    cases = [case for case in load(split="dev") if case.group not in UNSEEN]
    with tqdm(disable=None, unit="message") as bar:

        def read(message: str) -> Reading:
            bar.update()
            return model.read_question(message)

        taught = lessons(messages(), cases, read)
    if said.check:
        both = {"words and form": checked(taught, weights), "form and meaning": checked(taught, machine)}
        for name, found in both.items():
            print(f"{name}: {found.units:.3f} of the sentences told right, {found.messages:.3f} of the messages")
        return 0
    learnt = Learnt(weights(taught), machine(taught), model.digest)
    write(learnt, said.to)
    print(
        f"{len(learnt.told.signs)} signs and {len(learnt.read.kept)} sentences learnt from {len(taught)} messages, "
        f"written to {said.to} and {said.to.with_suffix('.npz').name}"
    )
    return 0


def describe_needing(parser: ArgumentParser) -> None:
    """What `needing` can be told."""
    parser.add_argument("--check", action="store_true", help="cross-validate on the labelled messages; write nothing")
    parser.add_argument("--to", type=Path, default=FILE, help="the file to write (default: %(default)s)")
