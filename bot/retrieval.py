"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from bot.models import Evidence
from bot.scope import Exemplars
from knowledge.embedding_model import EmbeddingModel
from knowledge.search import Hit, Hits, Question
from knowledge.vocabulary import Language


class Finds(Protocol):
    """Finds services and passages."""

    def services(self, question: Question) -> Hits:
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

    def retrieve(self, question: str, language: Language) -> Evidence:
        """Services and exemplars near a question."""
        asked = Question(question, language, self.model.embed_question(question))
        hits = self.finds.services(asked)
        likeness = self.exemplars.likeness(asked.vector, language, hits.query)
        return Evidence(tuple(hits.services), (), likeness, asked)

    def with_passages(self, evidence: Evidence) -> Evidence:
        """The same, and the passages that an answer can quote."""
        return replace(evidence, passages=tuple(self.finds.passages(evidence.asked))) if evidence.asked else evidence
