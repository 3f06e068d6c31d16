"""Tells a need from a question that no service should answer, by what lies nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path
from statistics import fmean

import numpy as np
import yaml
from pydantic import TypeAdapter

from bot.leaning import NEIGHBOURS, Examples, Leaning, fit
from bot.models import Likeness
from knowledge.closeness import Closeness, Query
from knowledge.embedding_model import Vector
from knowledge.models import Asks
from knowledge.vocabulary import Language

FOLDER = Path(__file__).parent / "exemplars"
_GROUPS = TypeAdapter(dict[str, Asks])


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A question that no service should answer, and why."""

    why: str
    group: str
    language: Language
    text: str


class Exemplars:
    """All exemplars with their vectors; in a small catalogue, which has no space of its own, less their means.

    `shift` is by how much a language's questions lie elsewhere than the same words as something found.
    """

    def __init__(
        self,
        exemplars: Sequence[Exemplar],
        vectors: Mapping[str, Vector],
        means: Mapping[Language, Vector],
        shift: Mapping[Language, Vector] | None = None,
    ) -> None:
        self._exemplars = exemplars
        self._matrix = np.array([vectors[one.text] for one in exemplars], np.float32)
        self._means = means
        self._shift = shift
        self._leaning: Leaning | None = None

    def likeness(self, question: Vector, language: Language, query: Query | None) -> dict[str, Likeness]:
        """How like the question is to each way not to answer and, in a space, to what services answer."""
        if query is None or self._shift is None:
            return self._nearest(question, language)
        leans = self._leaning_in(query.space, self._shift).of(query, language)
        return {
            why: Likeness(lean.worth, self._exemplars[lean.nearest].group if lean.nearest >= 0 else "")
            for why, lean in leans.items()
        }

    def _leaning_in(self, space: Closeness, shift: Mapping[Language, Vector]) -> Leaning:
        # The space is another one as soon as a text has changed.
        leaning = self._leaning
        if leaning is None or leaning.space is not space:
            ways, languages = [one.why for one in self._exemplars], [one.language for one in self._exemplars]
            self._leaning = leaning = fit(space, Examples(ways, languages, self._matrix), shift)
        return leaning

    def _nearest(self, question: Vector, language: Language) -> dict[str, Likeness]:
        """For each reason not to answer, the mean of the nearest exemplars of the question's language."""
        scores = self._matrix @ question
        if language in self._means:
            scores -= question @ self._means[language]
        near: dict[str, list[tuple[float, str]]] = {}
        for exemplar, similarity in zip(self._exemplars, scores.tolist(), strict=True):
            if exemplar.language is language:
                near.setdefault(exemplar.why, []).append((similarity, exemplar.group))
        best = {why: nlargest(NEIGHBOURS, found) for why, found in near.items()}
        return {why: Likeness(fmean(worth for worth, _ in some), some[0][1]) for why, some in best.items()}


def read_exemplars(folder: Path = FOLDER) -> list[Exemplar]:
    """The exemplars in a folder: each folder in it is named by why not to answer; its files hold groups of them."""
    return [one for path in sorted(folder.glob("*/*.yaml")) for one in _in_file(path)]


def _in_file(path: Path) -> Iterator[Exemplar]:
    groups = _GROUPS.validate_python(yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    for group, asks in groups.items():
        for language in Language:
            yield from (Exemplar(path.parent.name, group, language, text) for text in asks.in_(language))
