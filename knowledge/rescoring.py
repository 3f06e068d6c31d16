"""Exact scores from SQL's vectors, kept in memory for as long as no text changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from knowledge.embedding_model import Vector
from knowledge.revisions import Revised, revision
from knowledge.texts import Owner, embedded_page
from knowledge.vocabulary import Language

_ALL = 1_000_000


class Scored(NamedTuple):
    """A text and the cosine of its vector with the question's."""

    text_id: str
    owner_id: str
    language: Language
    score: float


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    places: dict[str, int]
    owners: list[tuple[str, str, Language]]
    matrix: NDArray[np.float32]


class Rescoring:
    """All texts' raw vectors of one model; an edit is seen at the next question."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._lock = Lock()
        self._kept: _Kept | None = None

    def scores(self, db: Connection, question: Vector, text_ids: Iterable[str]) -> list[Scored]:
        """Texts with their exact scores, in no order; those that are gone or have no vector are left out."""
        kept = self._current(db, len(question))
        places = [kept.places[text_id] for text_id in text_ids if text_id in kept.places]
        products = (kept.matrix[places] @ question).tolist()
        return [Scored(*kept.owners[place], score) for place, score in zip(places, products, strict=True)]

    def _current(self, db: Connection, dimension: int) -> _Kept:
        # Read first: what changes while we read must make these vectors look old, never new.
        number = revision(db, Revised.TEXTS)
        with self._lock:
            if self._kept is None or self._kept.revision != number:
                self._kept = self._read(db, dimension, number)
            return self._kept

    def _read(self, db: Connection, dimension: int, number: int) -> _Kept:
        found = (text for owner in Owner for text in embedded_page(db, self._model, owner, "", _ALL))
        # A vector that is damaged costs its own text, not every answer.
        texts = [text for text in found if len(text.vector) == dimension]
        places = {text.id: place for place, text in enumerate(texts)}
        owners = [(text.id, text.owner_id, text.language) for text in texts]
        matrix = np.array([text.vector for text in texts], np.float32).reshape(len(texts), dimension)
        return _Kept(number, places, owners, matrix)
