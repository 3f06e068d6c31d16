"""What an embedding model is, and the two ways in which one can be missing."""

from __future__ import annotations

import unicodedata
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""One text's meaning: float32, shape (dimension,), unit length."""


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
