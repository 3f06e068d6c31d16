"""What a question as a whole leans to: an answer by some service, or one of the ways not to give one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.closeness import SAME_WORDS, SURELY, Closeness, Matrix, Query, length
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

ANSWERED = "answered"
NEIGHBOURS = 3
_RIDGE = 3.0
# How much the regression counts beside the nearest examples.
_SHARE = 0.1
# In doubt, answer: a needless refusal is worse than an answer that nobody needed.
_IN_DOUBT = 0.03


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
    """Nearest neighbours and a ridge regression among what services say and the examples, in one space.

    `shift` is by how much a language's questions lie elsewhere there, `products` that with each text's place.
    """

    space: Closeness
    examples: Matrix
    of_way: Mapping[str, NDArray[np.int64]]
    weights: Matrix
    shift: Mapping[Language, Vector]
    products: Mapping[Language, Vector]

    def of(self, query: Query, language: Language) -> dict[str, Lean]:
        """What each way is worth, more for what the question is more like."""
        moved = query.place - self.shift[language]
        asked = moved / length(moved)
        near = self.examples @ asked
        answers = (query.products - self.products[language]) / length(moved)
        fitted = _SHARE * (asked @ self.weights[:-1] + self.weights[-1])
        leans = {ANSWERED: Lean(_mean_of_best(answers) + float(fitted[0]) + _IN_DOUBT, -1)}
        for number, (way, own) in enumerate(self.of_way.items(), start=1):
            nearest = int(own[np.argmax(near[own])])
            leans[way] = Lean(_mean_of_best(near[own]) + float(fitted[number]), nearest)
        return leans


def fit(space: Closeness, examples: Examples, shift: Mapping[Language, Vector]) -> Leaning:
    """Learn from what services say and from the examples; every way counts as much, however many examples it has.

    `shift` is by how much a language's questions lie elsewhere than the same words as something found.
    """
    placed = space.all_placed(examples.vectors, examples.languages)
    ways = np.array(examples.ways)
    of_way = {way: np.flatnonzero(ways == way) for way in dict.fromkeys(examples.ways)}
    weights = _regression([space.places, *(placed[own] for own in of_way.values())])
    shifts = {language: (one @ space.turn).astype(np.float32) for language, one in shift.items()}
    products = {language: space.places @ one for language, one in shifts.items()}
    return Leaning(space, placed, of_way, weights, shifts, products)


def _regression(ways: Sequence[Matrix]) -> Matrix:
    """Weights that give 1 for a way's own rows and -1 for all others, and below them the constants."""
    size, count = ways[0].shape[1], sum(len(rows) for rows in ways)
    left, right = _RIDGE * np.eye(size + 1), np.zeros((size + 1, len(ways)))
    for number, rows in enumerate(ways):
        share = count / (len(ways) * len(rows))
        total = np.append(rows.sum(0, np.float64), len(rows))
        left[:-1, :-1] += share * (rows.T @ rows)
        left[-1] += share * total
        left[:-1, -1] += share * total[:-1]
        right += share * np.outer(total, np.where(np.arange(len(ways)) == number, 1.0, -1.0))
    return np.linalg.solve(left, right).astype(np.float32)


def _mean_of_best(near: Vector) -> float:
    """How like a question the nearest are; one in its very words says enough alone."""
    nearest = float(near.max())
    if nearest > SAME_WORDS:
        return SURELY + nearest
    best = np.partition(near, -NEIGHBOURS)[-NEIGHBOURS:] if len(near) > NEIGHBOURS else near
    return float(best.mean())
