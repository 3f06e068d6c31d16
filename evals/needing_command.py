"""`python -m evals needing`: learns by what a sentence is told to begin a need."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tqdm import tqdm

from bot.needing import FILE, Learnt
from evals.cases import load
from evals.messages import messages
from evals.needing import checked, learnt, lessons, write
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
        for name, known in (("words and form", [one.unread for one in taught]), ("and meaning", taught)):
            units, whole = checked(known)
            print(f"{name}: {units:.3f} of the sentences told right, {whole:.3f} of the messages")
        return 0
    found = Learnt(learnt([one.unread for one in taught]), learnt(taught), model.digest)
    write(found, said.to)
    print(f"{len(found.read.signs)} signs learnt from {len(taught)} messages, written to {said.to}")
    return 0


def describe_needing(parser: ArgumentParser) -> None:
    """What `needing` can be told."""
    parser.add_argument("--check", action="store_true", help="cross-validate on the labelled messages; write nothing")
    parser.add_argument("--to", type=Path, default=FILE, help="the file to write (default: %(default)s)")
