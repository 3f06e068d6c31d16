"""Gives texts their vectors, each text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from knowledge.embedding_model import Vector
from knowledge.texts import keep_vector, missing_vectors

Progress = Callable[[int, int], None]
_THREADS = 2
_BATCH = 64


def silent(_done: int, _all: int) -> None:
    """Report nothing."""


def keep_missing(
    engine: Engine,
    model: str,
    embed: Callable[[str], Vector],
    searched: Sequence[str],
    progress: Progress = silent,
) -> None:
    """Keep vectors of all texts that have none; what was done stays done if this is interrupted."""
    with engine.connect() as db:
        missing = missing_vectors(db, model, searched)
    with ThreadPoolExecutor(_THREADS) as threads:
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            # Embedded before the transaction begins: no other process waits for a model.
            vectors = list(threads.map(embed, batch))
            with engine.begin() as db:
                for text, vector in zip(batch, vectors, strict=True):
                    keep_vector(db, model, text, vector)
            progress(start + len(batch), len(missing))
