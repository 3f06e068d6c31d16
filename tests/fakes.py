"""Small real things that stand in for big ones."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np

from knowledge.embedding_model import Reading, Vector, composed, without_tokens


class WordEmbedder:
    """An embedding model whose similarity is checkable by eye: the words that two texts share.

    `embedded` lists every text that it was asked for, in order.
    """

    digest = "words"
    dimension = 384

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_question(self, text: str) -> Vector:
        """The words of a question, each in its own place."""
        return self._vector(text)

    def read_question(self, text: str) -> Reading:
        """The same, and nothing of how its words hang together."""
        return without_tokens(self.embed_question(text))

    def embed_passage(self, text: str) -> Vector:
        """The words of a passage, each in its own place."""
        return self._vector(text)

    def count_tokens(self, text: str) -> int:
        """How many words the text has."""
        return len(_words(text))

    def _vector(self, text: str) -> Vector:
        vector = np.zeros(self.dimension, np.float32)
        for word in _words(composed(text)) or [text]:
            vector[crc32(word.encode()) % self.dimension] += 1
        self.embedded.append(text)
        unit: Vector = vector / np.linalg.norm(vector)
        return unit


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
