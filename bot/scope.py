"""Tells a need from a question that no service should answer, by what lies nearest to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from pydantic import TypeAdapter

from bot.models import Likeness
from knowledge.embedding_model import Vector
from knowledge.models import Asks
from knowledge.vocabulary import Language

FILE = Path(__file__).parent / "exemplars.yaml"


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A question that no service should answer, and why."""

    why: str
    group: str
    language: Language
    text: str


class Exemplars:
    """All exemplars with their vectors, less the mean of their language."""

    def __init__(
        self, exemplars: Sequence[Exemplar], vectors: Mapping[str, Vector], means: Mapping[Language, Vector]
    ) -> None:
        zero = np.zeros(1, np.float32)
        self._own = {language: [one for one in exemplars if one.language is language] for language in Language}
        self._matrix = {
            language: np.array([vectors[one.text] - means.get(language, zero) for one in own])
            for language, own in self._own.items()
        }

    def nearest(self, question: Vector, language: Language) -> dict[str, Likeness]:
        """For each reason not to answer, the nearest exemplar of the question's language."""
        own = self._own[language]
        scores = (self._matrix[language] @ question).tolist() if own else []
        nearest: dict[str, Likeness] = {}
        for exemplar, similarity in zip(own, scores, strict=True):
            if exemplar.why not in nearest or similarity > nearest[exemplar.why].similarity:
                nearest[exemplar.why] = Likeness(similarity, exemplar.group)
        return nearest


def read_exemplars(path: Path = FILE) -> list[Exemplar]:
    """The exemplars in a file."""
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    groups = TypeAdapter(dict[str, dict[str, Asks]]).validate_python(written)
    return [
        Exemplar(why, group, language, text)
        for why, named in groups.items()
        for group, asks in named.items()
        for language in Language
        for text in asks.in_(language)
    ]
