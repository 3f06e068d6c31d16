"""Fetches everything that this turn's answer may stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol

from bot.models import Evidence
from bot.scope import Exemplars
from knowledge.embedding_model import EmbeddingModel, Reading
from knowledge.search import Hit, Hits, Question
from knowledge.vocabulary import Language

# A message that was read to be cut is often searched for whole, and a sentence that was glanced at as it stands.
_JUST_NOW = 16
# How many needs are searched for at once.
_BESIDE = 2


class Finds(Protocol):
    """Finds services and passages."""

    def services(self, question: Question) -> Hits:
        """Services for a question, best first."""
        ...

    def meaning(self, question: Question) -> Hits:
        """Services for a question by meaning alone, best first."""
        ...

    def passages(self, question: Question) -> list[Hit]:
        """Passages for a question, best first."""
        ...


@dataclass(frozen=True)
class Retriever:
    """Searches with one model, and knows what no service should answer."""

    finds: Finds
    model: EmbeddingModel
    exemplars: Exemplars

    def retrieve(self, question: str, language: Language) -> Evidence:
        """Services and exemplars near a question."""
        return self._evidence(question, language, self.finds.services)

    def retrieve_all(self, questions: Sequence[str], language: Language) -> list[Evidence]:
        """The same for each of some questions, in their order; models and indexes work outside Python."""
        if len(questions) == 1:
            return [self.retrieve(questions[0], language)]
        return list(self._beside.map(lambda question: self.retrieve(question, language), questions))

    def glance(self, sentence: str, language: Language) -> Evidence:
        """The same by meaning alone, which is quick: enough to tell what a sentence speaks of."""
        return self._evidence(sentence, language, self.finds.meaning)

    def read(self, question: str) -> Reading:
        """A question as the model reads it."""
        return self._readings(question)

    def _evidence(self, question: str, language: Language, find: Callable[[Question], Hits]) -> Evidence:
        asked = Question(question, language, self.read(question).vector)
        hits = find(asked)
        likeness = self.exemplars.likeness(asked.vector, language, hits.query)
        return Evidence(tuple(hits.services), (), likeness, asked)

    def with_passages(self, evidence: Evidence) -> Evidence:
        """The same, and the passages that an answer can quote."""
        return replace(evidence, passages=tuple(self.finds.passages(evidence.asked))) if evidence.asked else evidence

    @cached_property
    def _beside(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_BESIDE, "needs")

    @cached_property
    def _readings(self) -> Callable[[str], Reading]:
        return lru_cache(maxsize=_JUST_NOW)(self.model.read_question)
