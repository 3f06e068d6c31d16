"""Exact scores from SQL's vectors, kept in memory for as long as no text changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from knowledge.closeness import Closeness, Query, learn
from knowledge.embedding_model import Vector
from knowledge.revisions import Revised, revision
from knowledge.text_vectors import Listed, listed, vectors_by_digest
from knowledge.texts import Owner
from knowledge.vocabulary import Language

Means = Mapping[Language, Vector]


class Scored(NamedTuple):
    """A text, the service that it belongs to or, of a passage, itself; what it is worth to the question, and the
    cosine of both less that of its language's mean.
    """

    text_id: str
    owner_id: str
    language: Language
    score: float
    similarity: float


class _Text(NamedTuple):
    text_id: str
    owner_id: str
    language: Language


@dataclass(frozen=True, slots=True)
class Shelf:
    """All texts of one kind of owner in order of id, with their raw vectors."""

    texts: list[_Text]
    places: Mapping[str, int]
    owners: NDArray[np.int64]
    languages: NDArray[np.int64]
    matrix: NDArray[np.float32]
    closeness: Closeness | None
    digests: tuple[str, ...] = ()

    @property
    def vectors(self) -> dict[str, Vector]:
        """Its vectors by the digest of what was embedded."""
        return dict(zip(self.digests, self.matrix, strict=True))

    def without(self, text_ids: Iterable[str]) -> Shelf:
        """The same, but these texts do not count for their services as a whole."""
        hidden = [self.places[text_id] for text_id in text_ids if text_id in self.places]
        if self.closeness is None or not hidden:
            return self
        return replace(self, closeness=self.closeness.without(hidden))

    def query(self, question: Vector, language: Language) -> Query | None:
        """The question in the space in which the owners are told apart, if there is one."""
        return self.closeness.query(question, language) if self.closeness else None

    def scores(
        self, question: Vector, worth: Vector | None, text_ids: Iterable[str], means: Means, limit: int
    ) -> list[Scored]:
        """The best of these texts, and of all texts of their owners, by exact score, best first.

        `worth` is what each text of the shelf is worth to the question; without it, similarity counts. An index may
        miss some text of a service; what is gone or has no vector is left out.
        """
        near = self._with_siblings(text_ids)
        found = self._similar(near, question, means) if worth is None else worth[near]
        order = _best(found, limit)
        best = near[order]
        similar = found[order] if worth is None else self._similar(best, question, means)
        figures = zip(best.tolist(), found[order].tolist(), similar.tolist(), strict=True)
        return [_scored(self.texts[place], score, similarity) for place, score, similarity in figures]

    def nearest(self, query: Query, limit: int) -> list[Scored]:
        """The best of all texts in the query's space, best first; no index is asked."""
        worth = query.scores
        order = _best(worth, limit)
        return [
            _scored(self.texts[place], score, score)
            for place, score in zip(order.tolist(), worth[order].tolist(), strict=True)
        ]

    def shares(self, query: Query, near: Sequence[Scored]) -> Mapping[str, float]:
        """How much the owners of some near texts have a share in the question, together with their other near texts."""
        if not near:
            return {}
        found: Counter[str] = Counter()
        shares = query.shares([self.places[one.text_id] for one in near])
        for one, share in zip(near, shares.tolist(), strict=True):
            found[one.owner_id] += share
        return found

    def _with_siblings(self, text_ids: Iterable[str]) -> NDArray[np.int64]:
        found = [place for text_id in text_ids if (place := self.places.get(text_id)) is not None]
        chosen = np.zeros(len(self.texts) + 1, np.bool_)
        chosen[self.owners[found]] = True
        near: NDArray[np.int64] = np.flatnonzero(chosen[self.owners])
        return near

    def _similar(self, places: NDArray[np.int64], question: Vector, means: Means) -> Vector:
        similar: Vector = self.matrix[places] @ question
        taken = [float(question @ means[language]) if language in means else 0.0 for language in Language]
        return similar - np.array(taken, np.float32)[self.languages[places]]


def _best(worth: Vector, limit: int) -> NDArray[np.int64]:
    """Where the highest figures stand, highest first; of equal ones the first, and texts stand in order of id."""
    least = np.partition(worth, -limit)[-limit] if len(worth) > limit else -np.inf
    best = np.flatnonzero(worth >= least)
    order: NDArray[np.int64] = best[np.argsort(-worth[best], kind="stable")][:limit]
    return order


def _scored(text: _Text, score: float, similarity: float) -> Scored:
    return Scored(text.text_id, text.owner_id, text.language, score, similarity)


class Rescoring:
    """All texts' raw vectors of one model; an edit is seen at the next question."""

    def __init__(self, model: str, learns: bool = True) -> None:
        self._model = model
        self._learns = learns
        self._lock = Lock()
        self._kept: tuple[int, Mapping[Owner, Shelf]] | None = None

    def shelves(self, db: Connection, dimension: int) -> Mapping[Owner, Shelf]:
        """What can be scored at this moment, for questions of this dimension."""
        # Read first: what changes while we read must make these vectors look old, never new.
        number = revision(db, Revised.TEXTS)
        with self._lock:
            if self._kept is None or self._kept[0] != number:
                before = self._kept[1] if self._kept else {}
                self._kept = number, {owner: self._read(db, owner, dimension, before.get(owner)) for owner in Owner}
            return self._kept[1]

    def _read(self, db: Connection, owner: Owner, dimension: int, before: Shelf | None) -> Shelf:
        """One kind of owner's shelf; a vector that stood on the one before is not read again."""
        there = listed(db, owner)
        known = before.vectors if before and before.matrix.shape[1] == dimension else {}
        known |= vectors_by_digest(db, self._model, owner, {text.digest for text in there} - known.keys())
        return _shelf(there, known, owner, dimension, self._learns and owner is Owner.SERVICE)


def _shelf(there: Sequence[Listed], vectors: Mapping[str, Vector], owner: Owner, dimension: int, learns: bool) -> Shelf:
    # A vector that is damaged costs its own text, not every answer.
    found = [text for text in there if text.digest in vectors and len(vectors[text.digest]) == dimension]
    matrix = np.array([vectors[text.digest] for text in found], np.float32).reshape(len(found), dimension)
    # A passage stands for itself, a service for all its texts.
    names = [text.owner_id if owner is Owner.SERVICE else text.text_id for text in found]
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    languages = [text.language for text in found]
    of_language = {language: place for place, language in enumerate(Language)}
    return Shelf(
        [_Text(text.text_id, name, text.language) for text, name in zip(found, names, strict=True)],
        {text.text_id: place for place, text in enumerate(found)},
        np.array([number[name] for name in names], np.int64),
        np.array([of_language[language] for language in languages], np.int64),
        matrix,
        learn(matrix, languages, names) if learns else None,
        tuple(text.digest for text in found),
    )
