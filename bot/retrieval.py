"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches with one model, and knows what no service should answer."""

    finds: Finds
    model: EmbeddingModel
    exemplars: Exemplars

    def retrieve(self, question: str, language: Language) -> Evidence:
        """Services, passages and exemplars near a question; a long one is searched by its need-bearing sentences."""
        wanted = need_bearing(question, self.model.count_tokens)
        vector = self.model.embed_question(wanted)
        asked = Question(wanted, language, vector)
        services, passages = self.finds.services(asked), self.finds.passages(asked)
        return Evidence(tuple(services), tuple(passages), self.exemplars.nearest(vector, language))
