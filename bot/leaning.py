"""What a question as a whole leans to: an answer by some service, or one of the ways not to give one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.closeness import Closeness, Matrix
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

ANSWERED = "answered"
_NEIGHBOURS = 3
_RIDGE = 3.0
# How much the regression counts beside the nearest examples.
_SHARE = 0.1
# In doubt, answer: a needless refusal is worse than an answer that nobody needed.
_IN_DOUBT = 0.1


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions that no service should answer, embedded as something found: by what they should lead to."""

    ways: Sequence[str]
    languages: Sequence[Language]
    vectors: Matrix


@dataclass(frozen=True, slots=True)
class Lean:
    """How much a question leans to each way, and the example that lies nearest, -1 for a service's own text."""

    worth: float
    nearest: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """Nearest neighbours and a ridge regression among what services say and the examples, in one space."""

    space: Closeness
    examples: Matrix
    of_way: Mapping[str, NDArray[np.int64]]
    weights: Matrix
    shift: Mapping[Language, Vector]

    def of(self, question: Vector, language: Language) -> dict[str, Lean]:
        """What each way is worth, more for what the question is more like."""
        asked = self.space.placed(question - self.shift[language], language)
        near = self.examples @ asked
        fitted = _SHARE * (asked @ self.weights[:-1] + self.weights[-1])
        leans = {ANSWERED: Lean(_mean_of_best(self.space.places @ asked) + float(fitted[0]) + _IN_DOUBT, -1)}
        for number, (way, own) in enumerate(self.of_way.items(), start=1):
            nearest = int(own[np.argmax(near[own])])
            leans[way] = Lean(_mean_of_best(near[own]) + float(fitted[number]), nearest)
        return leans


def fit(space: Closeness, examples: Examples, shift: Mapping[Language, Vector]) -> Leaning:
    """Learn from what services say and from the examples; every way counts as much, however many examples it has.

    `shift` is by how much a language's questions lie elsewhere than the same words as something found.
    """
    placed = space.all_placed(examples.vectors, examples.languages)
    named = list(dict.fromkeys(examples.ways))
    of_way = {way: np.flatnonzero(np.array(examples.ways) == way) for way in named}
    number = {way: place for place, way in enumerate(named, start=1)}
    classes = np.array([0] * len(space.places) + [number[way] for way in examples.ways])
    rows = np.vstack([space.places, placed])
    rows = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
    wanted = np.where(classes[:, np.newaxis] == np.arange(len(named) + 1), 1.0, -1.0).astype(np.float32)
    counts = np.bincount(classes)
    weighed = rows * (len(rows) / (len(counts) * counts[classes]))[:, np.newaxis].astype(np.float32)
    weights: Matrix = np.linalg.solve(weighed.T @ rows + _RIDGE * np.eye(rows.shape[1]), weighed.T @ wanted)
    return Leaning(space, placed, of_way, weights.astype(np.float32), shift)


def _mean_of_best(near: Vector) -> float:
    best = np.partition(near, -_NEIGHBOURS)[-_NEIGHBOURS:] if len(near) > _NEIGHBOURS else near
    return float(best.mean())
