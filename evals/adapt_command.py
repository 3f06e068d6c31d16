"""`python -m evals adapt`: fits the embedding model to the catalogue's own words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.scope import read_exemplars
from evals.examples import examples
from evals.messages import messages
from ingest.chunking import passages
from ingest.seeding import Seed, read_seed
from knowledge.assembly import SEED
from knowledge.embedding_folder import ADAPTATION

_TOLD_EVERY = 20


def adapt(said: Namespace) -> int:
    """Learn from the catalogue's asks and write what was learnt."""
    # Torch takes seconds to load, and no other command needs it.
    from evals.adaptation import adapt_packaged  # noqa: PLC0415

    seed = read_seed(SEED)
    known = examples(seed, read_exemplars(), labelled=messages())
    print(f"{len(known)} texts with {len({one.answer for one in known})} answers")
    adapt_packaged(known, _guides(seed), said.to, _told)
    print(f"written to {said.to}; the model is prepared anew at the next start")
    return 0


def describe_adapt(parser: ArgumentParser) -> None:
    """What `adapt` can be told."""
    parser.add_argument("--to", type=Path, default=ADAPTATION, help="the file to write (default: %(default)s)")


def _guides(seed: Seed) -> list[str]:
    return [text.searched for guide in seed.guides for text in passages(guide)]


def _told(step: int, steps: int, missed: float) -> None:
    if step % _TOLD_EVERY == 0 or step == steps:
        print(f"{step} of {steps}: {missed:.3f}", flush=True)
