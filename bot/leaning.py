"""What a question as a whole leans to, by a ridge regression between the catalogue's asks and the exemplars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

ANSWERED = "answered"
# With fewer there is nothing to learn from.
_ENOUGH = 200
_RIDGE = 10.0
# In doubt, answer: a needless refusal is worse than an answer that nobody needed.
_IN_DOUBT = 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A text that was embedded as something found, and what a question like it should lead to."""

    why: str
    language: Language
    vector: Vector


class Leaning:
    """Weights for each way in which a question can end."""

    def __init__(self, ways: Sequence[str], weights: NDArray[np.float64], means: Mapping[Language, Vector]) -> None:
        self._ways = ways
        self._weights = weights
        self._means = means

    def of(self, question: Vector, language: Language) -> str:
        """The way that a question leans to; empty where too little is known."""
        if not self._ways:
            return ""
        worth = (_rows([question - self._means[language]]) @ self._weights)[0]
        worth[self._ways.index(ANSWERED)] += _IN_DOUBT
        return self._ways[int(np.argmax(worth))]


UNDECIDED = Leaning((), np.zeros((0, 0)), {})
"""Leans nowhere."""


def fit(asks: Sequence[Example], exemplars: Sequence[Example], shift: Mapping[Language, Vector]) -> Leaning:
    """Learn from what services answer and from what none should; each kind weighs by the root of its rarity.

    `shift` is by how much a language's questions lie elsewhere than the same words as something found.
    """
    if min(len(asks), len(exemplars)) < _ENOUGH:
        return UNDECIDED
    means = {one: np.mean([ask.vector for ask in asks if ask.language is one], axis=0) for one in Language}
    examples = [*asks, *exemplars]
    ways = sorted({one.why for one in examples})
    rows = _rows([one.vector - means[one.language] for one in examples])
    wanted = np.array([[1.0 if one.why == way else -1.0 for way in ways] for one in examples])
    count = {way: sum(one.why == way for one in examples) for way in ways}
    worth = np.sqrt([len(examples) / (len(ways) * count[one.why]) for one in examples])[:, np.newaxis]
    left = rows.T @ (rows * worth) + _RIDGE * np.eye(rows.shape[1])
    weights = np.linalg.solve(left, rows.T @ (wanted * worth))
    return Leaning(ways, weights, {language: means[language] + shift[language] for language in Language})


def _rows(vectors: Sequence[Vector]) -> NDArray[np.float64]:
    """Unit vectors with a constant beside them."""
    stacked = np.array(vectors, np.float64)
    stacked /= np.maximum(np.linalg.norm(stacked, axis=1, keepdims=True), 1e-9)
    return np.hstack([stacked, np.ones((len(stacked), 1))])
