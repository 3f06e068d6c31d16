"""Exact scores from SQL's vectors, kept in memory for as long as no text changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


Means = Mapping[Language, Vector]


class Scored(NamedTuple):
    """A text and the cosine of its vector with the question's, less that of its language's mean."""

    text_id: str
    owner_id: str
    language: Language
    score: float


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    places: dict[str, int]
    texts: list[Scored]
    siblings: dict[str, NDArray[np.int64]]
    languages: NDArray[np.int64]
    matrix: NDArray[np.float32]

    def with_siblings(self, text_ids: Iterable[str]) -> NDArray[np.int64]:
        """Places of these texts and of all others of the same services."""
        found = [place for text_id in text_ids if (place := self.places.get(text_id)) is not None]
        owners = dict.fromkeys(self.texts[place].owner_id for place in found)
        services = [self.siblings[owner] for owner in owners if owner in self.siblings]
        passages = [place for place in found if self.texts[place].owner_id not in self.siblings]
        return np.concatenate([*services, np.array(passages, np.int64)])


class Rescoring:
    """All texts' raw vectors of one model; an edit is seen at the next question."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._lock = Lock()
        self._kept: _Kept | None = None

    def scores(
        self, db: Connection, question: Vector, text_ids: Iterable[str], means: Means, limit: int
    ) -> list[Scored]:
        """The best of these texts, and of all texts of their services, by exact score, best first.

        An index may miss some text of a service; what is gone or has no vector is left out.
        """
        kept = self._current(db, len(question))
        places = kept.with_siblings(text_ids)
        scores = kept.matrix[places] @ question
        for number, language in enumerate(Language):
            if language in means:
                scores[kept.languages[places] == number] -= question @ means[language]
        # Places are in order of id, which breaks ties.
        best = np.lexsort((places, -scores))[:limit]
        found = zip(places[best].tolist(), scores[best].tolist(), strict=True)
        return [kept.texts[place]._replace(score=score) for place, score in found]

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
        siblings: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            if text.owner is Owner.SERVICE:
                siblings.setdefault(text.owner_id, []).append(place)
        unscored = [Scored(text.id, text.owner_id, text.language, 0.0) for text in texts]
        matrix = np.array([text.vector for text in texts], np.float32).reshape(len(texts), dimension)
        languages = np.array([list(Language).index(text.language) for text in texts], np.int64)
        arrays = {owner: np.array(own, np.int64) for owner, own in siblings.items()}
        return _Kept(number, places, unscored, arrays, languages, matrix)
