"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.models import Need
from bot.scope import Exemplars, Likeness
from bot.understanding import need_bearing
from knowledge.embedding_model import EmbeddingModel
from knowledge.search import Hit, Question
from knowledge.vocabulary import Language


class Finds(Protocol):
    """Finds services and passages."""

    def services(self, question: Question) -> list[Hit]:
        """Services for a question, best first."""
        ...

    def passages(self, question: Question) -> list[Hit]:
        """Passages for a question, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one need, rejected hits too; and what else the question is like."""

    services: tuple[Hit, ...]
    passages: tuple[Hit, ...]
    likeness: dict[str, Likeness]

    @property
    def similarity(self) -> float:
        """How near the nearest service is."""
        return max((hit.similarity for hit in self.services), default=0.0)


def retrieve(
    question: str, need: Need, language: Language, *, finds: Finds, model: EmbeddingModel, exemplars: Exemplars
) -> Evidence:
    """Services, passages and exemplars near a question; a long one is searched by its need-bearing sentences."""
    wanted = need_bearing(question, model.count_tokens)
    vector = model.embed_question(wanted)
    asked = Question(wanted, language, vector)
    return Evidence(tuple(finds.services(asked)), tuple(finds.passages(asked)), exemplars.nearest(vector))
