"""Gives texts their vectors, each text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.embedding_model import EmbeddingModel, Vector
from knowledge.texts import keep_vector, kept_vectors, missing_vectors

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


@dataclass(frozen=True, slots=True)
class VectorCache:
    """Vectors kept in a small database of their own, so that a second look is quick."""

    engine: Engine
    model: EmbeddingModel
    progress: Progress = silent

    def passages(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Vectors of texts that are found, by text."""
        return self._vectors(self.model.digest, self.model.embed_passage, texts)

    def questions(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Vectors of texts that are asked, by text."""
        return self._vectors(f"{self.model.digest} questions", self.model.embed_question, texts)

    def _vectors(self, name: str, embed: Callable[[str], Vector], texts: Sequence[str]) -> dict[str, Vector]:
        keep_missing(self.engine, name, embed, texts, self.progress)
        with self.engine.connect() as db:
            return kept_vectors(db, name, texts)
