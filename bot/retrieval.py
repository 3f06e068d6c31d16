"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.models import Evidence
from bot.scope import Exemplars
from knowledge.embedding_model import EmbeddingModel
from knowledge.search import Hits, Question
from knowledge.vocabulary import Language


class Finds(Protocol):
    """Finds services and passages."""

    def find(self, question: Question) -> Hits:
        """Services and passages for a question."""
        ...


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches with one model, and knows what no service should answer."""

    finds: Finds
    model: EmbeddingModel
    exemplars: Exemplars

    def retrieve(self, question: str, language: Language) -> Evidence:
        """Services, passages and exemplars near a question."""
        vector = self.model.embed_question(question)
        hits = self.finds.find(Question(question, language, vector))
        likeness = self.exemplars.likeness(vector, language, hits.space)
        return Evidence(tuple(hits.services), tuple(hits.passages), likeness)
