"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.leaning import UNDECIDED, Leaning
from bot.models import Evidence
from bot.scope import Exemplars
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
class Retriever:
    """Searches with one model, and knows what no service should answer."""

    finds: Finds
    model: EmbeddingModel
    exemplars: Exemplars
    leaning: Leaning = UNDECIDED

    def retrieve(self, question: str, language: Language) -> Evidence:
        """Services, passages and exemplars near a question."""
        vector = self.model.embed_question(question)
        asked = Question(question, language, vector)
        services, passages = self.finds.services(asked), self.finds.passages(asked)
        likeness, leaning = self.exemplars.nearest(vector, language), self.leaning.of(vector, language)
        return Evidence(tuple(services), tuple(passages), likeness, leaning)
