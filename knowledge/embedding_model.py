"""What an embedding model is, and the two ways in which one can be missing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""One text's meaning: float32, shape (dimension,), unit length."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as a model read it: its vector and, of a model that tells, each token in its context.

    `tokens` has shape (tokens, n) and `places`, where each begins and ends in the composed text, (tokens, 2).
    """

    vector: Vector
    tokens: NDArray[np.float32]
    places: NDArray[np.int64]

    def meaning(self, start: int, end: int) -> Vector | None:
        """What the words between two places mean within the text; unit length, shape (n,). Nothing without tokens."""
        touched = (self.places[:, 0] < end) & (self.places[:, 1] > start)
        if not touched.any():
            return None
        mean: Vector = self.tokens[touched].mean(0)
        unit: Vector = mean / np.linalg.norm(mean)
        return unit


def without_tokens(vector: Vector) -> Reading:
    """What is known of a question when its model tells nothing of its words."""
    return Reading(vector, np.zeros((0, 0), np.float32), np.zeros((0, 2), np.int64))


class EmbeddingModel(Protocol):
    """Turns one text at a time into a vector; never a batch, which would change int8 vectors."""

    @property
    def digest(self) -> str:
        """Names model, content, precision and dimension; vectors of unequal digests never mix."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed_question(self, text: str) -> Vector:
        """The vector of something asked; raises ValueError when there is no text."""
        ...

    def read_question(self, text: str) -> Reading:
        """The same vector and, where the model tells, what the parts mean; raises ValueError when there is no text."""
        ...

    def embed_passage(self, text: str) -> Vector:
        """The vector of something found; raises ValueError when there is no text."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many tokens the text itself has, without prompt and uncut."""
        ...


class ModelNotPrepared(Exception):
    """The packaged model is not in the cache folder yet."""


class ModelDamaged(Exception):
    """The packaged model is there and does not give the vectors it should."""


def composed(text: str) -> str:
    """The text in NFC, so that a letter has one form; raises ValueError when there is no text."""
    if not text.strip():
        raise ValueError("an empty text has no vector")
    return unicodedata.normalize("NFC", text)
