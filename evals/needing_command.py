"""`python -m evals needing`: learns by what a sentence is told to begin a need."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tqdm import tqdm

from bot.assembly import build_retriever
from bot.models import Evidence
from bot.needing import FILE, Learnt
from bot.scope import read_exemplars
from bot.sensing import spoken_of
from evals.cases import load
from evals.messages import messages
from evals.needing import learnt, lessons, write
from evals.workbench import freshly_seeded
from knowledge.settings import KnowledgeSettings
from knowledge.vocabulary import Language

# These tell how well it was learnt.
UNSEEN = ("several_labelled", "short_labelled")


def needing(said: Namespace) -> int:
    """Learn from labelled messages and from the suites' `dev` part, and write what was learnt."""
    cases = [case for case in load(split="dev") if case.group not in UNSEEN]
    with freshly_seeded(KnowledgeSettings()) as bench, tqdm(disable=None, unit="sentence") as bar:
        knowledge, catalogue = bench.knowledge, bench.knowledge.catalogue.current()
        retriever = build_retriever(knowledge, knowledge.private_index(), read_exemplars())

        def glance(sentence: str, language: Language) -> Evidence | None:
            bar.update()
            return spoken_of(retriever.glance(sentence, language), catalogue).evidence

        taught = lessons(messages(), cases, glance)
        found = Learnt(learnt([one.unheard for one in taught]), learnt(taught), knowledge.model.digest)
    write(found, said.to)
    print(f"{len(found.heard.signs)} signs learnt from {len(taught)} messages, written to {said.to}")
    return 0


def describe_needing(parser: ArgumentParser) -> None:
    """What `needing` can be told."""
    parser.add_argument("--to", type=Path, default=FILE, help="the file to write (default: %(default)s)")
