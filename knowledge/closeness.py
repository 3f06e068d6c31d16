"""A space in which all that one service says lies close together, whatever its words and language.

Within-class covariance normalisation (Hatch, Kajarekar and Stolcke 2006): in what directions texts of one
service differ is learnt from the texts themselves, and those directions count for less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

Matrix = NDArray[np.float32]

# With fewer services there is nothing to learn from.
_ENOUGH = 40
# How much the directions count that no service's texts differ in, beside those that they do.
_RIDGE = 30.0
# A question in the very words of a text lies nearer to it than this; of 300 others (`dev`) none did to any.
SAME_WORDS = 0.82
SURELY = 1.0
# How steeply likeness falls in the regression, and how little it trusts a single text.
_STEEP, _DOUBT = 2.0, 0.2


@dataclass(frozen=True, slots=True)
class Closeness:
    """The space, each text's place in it and the middle of each service; shapes (texts, n) and (services, n)."""

    means: Mapping[Language, Vector]
    turn: Matrix
    places: Matrix
    middles: Matrix
    services: NDArray[np.int64]

    def query(self, question: Vector, language: Language) -> Query:
        """A question of a language as it lies in the space."""
        place: Vector = ((question - self.means[language]) @ self.turn).astype(np.float32)
        return Query(self, place)

    def all_placed(self, vectors: Matrix, languages: Sequence[Language]) -> Matrix:
        """The same for many texts at once; shape (texts, n)."""
        return _unit(_centred(vectors, languages, self.means) @ self.turn)

    def without(self, hidden: Sequence[int]) -> Closeness:
        """The space as if these texts, by their number, were not among what their services say."""
        middles, left = self.middles.copy(), np.ones(len(self.places), np.bool_)
        left[list(hidden)] = False
        for service in np.unique(self.services[list(hidden)]):
            own = self.places[left & (self.services == service)]
            middles[service] = _unit(own.mean(0)) if len(own) else 0.0
        return replace(self, middles=middles)


@dataclass(frozen=True)
class Query:
    """A question in a space, and its place there, which is not of unit length."""

    space: Closeness
    place: Vector

    @cached_property
    def products(self) -> Vector:
        """Its product with each text's place; shape (texts,)."""
        products: Vector = self.space.places @ self.place
        return products

    def towards(self) -> Vector:
        """What to ask an index of texts less their language's mean: it finds what lies near in the space."""
        towards: Vector = self.space.turn @ _unit(self.place)
        return towards

    @cached_property
    def scores(self) -> Vector:
        """What each text is worth to the question: its cosine, and half of its service's as a whole.

        A text in the very words of the question is worth more than any other can be.
        """
        whole = (self.space.middles @ self.place / 2)[self.space.services]
        worth: Vector = ((self.products + whole) / length(self.place)).astype(np.float32)
        worth[self.products > SAME_WORDS * length(self.place)] += SURELY
        return worth

    def shares(self, texts: Sequence[int]) -> Vector:
        """How much each of some near texts, by its number, has a share in the question: kernel ridge regression.

        Texts that say the same share what they have in common with the question; each adds what only it has.
        """
        near = self.space.places[texts]
        between = np.exp(_STEEP * (near @ near.T - 1))
        between[np.diag_indices(len(texts))] += np.float32(_DOUBT)
        asked = np.exp(_STEEP * (near @ _unit(self.place) - 1))
        shares: Vector = np.linalg.solve(between, asked).astype(np.float32)
        return shares


def learn(vectors: Matrix, languages: Sequence[Language], services: Sequence[str]) -> Closeness | None:
    """The space of these texts, each of one language and one service; nothing where they are too few."""
    names, of_text = np.unique(np.array(services, np.str_), return_inverse=True)
    if len(names) < _ENOUGH or set(languages) != set(Language):
        return None
    means = {one: vectors[[one is language for language in languages]].mean(0) for one in Language}
    centred = _centred(vectors, languages, means)
    turn = _turn(centred - _middles(centred, of_text)[of_text])
    places = _unit(centred @ turn)
    return Closeness(means, turn, places, _unit(_middles(places, of_text)), of_text)


def _centred(vectors: Matrix, languages: Sequence[Language], means: Mapping[Language, Vector]) -> Matrix:
    centred = vectors.copy()
    for one, mean in means.items():
        centred[[one is language for language in languages]] -= mean
    return centred


def _turn(within: Matrix) -> Matrix:
    """Makes what differs within services small, and leaves the rest nearly as it is."""
    spread = (within.T @ within).astype(np.float64)
    spread /= max(float(np.trace(spread)), 1e-9) / len(spread)
    turn: Matrix = np.linalg.cholesky(np.linalg.inv(spread + _RIDGE * np.eye(len(spread)))).astype(np.float32)
    return turn


def _middles(vectors: Matrix, of_text: NDArray[np.int64]) -> Matrix:
    counts = np.bincount(of_text)
    together = vectors[np.argsort(of_text, kind="stable")]
    sums = np.add.reduceat(together, np.cumsum(counts) - counts, axis=0)
    middles: Matrix = (sums / counts[:, np.newaxis]).astype(np.float32)
    return middles


def length(vector: Vector) -> float:
    """How long a vector is; never quite nothing, so that it divides."""
    return max(float(np.linalg.norm(vector)), 1e-9)


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-9))
    unit: Matrix = vectors / lengths
    return unit
