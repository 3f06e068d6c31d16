"""In doubt, a message is weighed whole and sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.models import Outcome
from bot.naming import PublishedNames
from bot.reading import Turn
from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars
from bot.understanding import understand
from bot.weighing import Weighing
from knowledge.catalogue import Catalogue
from knowledge.search import Hit, Hits, Leg, Question
from knowledge.vocabulary import Language, SupportKind
from tests.builders import a_hit, a_service, an_organization
from tests.fakes import WordEmbedder

EN = Language.EN
LAB = a_service("lab--bench", kinds=(SupportKind.LAB_SPACE,))
CATALOGUE = Catalogue(1, {"lab": an_organization(LAB)}, {LAB.id: LAB}, {LAB.id: "lab"})
MODEL = WordEmbedder()


@dataclass(frozen=True)
class Near:
    """Finds one service, as near as it is said to lie to a text."""

    texts: Mapping[str, float]

    def services(self, question: Question) -> Hits:
        """The service."""
        ranks = {Leg.DENSE: 1, Leg.LEXICAL: 1}
        return Hits([a_hit(LAB.id, similarity=self.texts.get(question.text, 0.0), ranks=ranks)])

    def meaning(self, question: Question) -> Hits:
        """The same."""
        return self.services(question)

    def passages(self, question: Question) -> list[Hit]:
        """None for any."""
        assert question
        return []


def endings(message: str, never: str, **near: float) -> list[Outcome]:
    """How the needs of a message end, where a service lies near some sentences and nothing serves others."""
    exemplars = Exemplars([Exemplar("no_service", "any", EN, never)], {never: MODEL.embed_passage(never)}, {})
    retriever = Retriever(Near({f"{text.replace('_', ' ')}.": much for text, much in near.items()}), MODEL, exemplars)
    weighing = Weighing(retriever, PublishedNames(), lambda: date(2026, 11, 1))
    turn = Turn(message, message, understand(message, EN), EN, EN)
    return [part.need.outcome for part in weighing.parts(turn, CATALOGUE, Clock())]


def test_before_a_message_is_refused_each_sentence_is_looked_at_alone() -> None:
    message, gap = "We want a bench. Nobody draws a logo.", "nobody draws a logo"

    assert endings(message, gap, We_want_a_bench=0.9) == [Outcome.ANSWERED, Outcome.NO_MATCH]
    assert endings(message, gap, We_want_a_bench=0.2) == [Outcome.NO_MATCH]


def test_what_neither_sentence_clearly_asks_of_a_service_is_refused_as_a_whole() -> None:
    message, gap = "Nobody draws a logo. We also want a poster.", "nobody draws a logo poster"

    assert endings(message, gap) == [Outcome.NO_MATCH]
    assert endings(message, gap, We_also_want_a_poster=0.9) == [Outcome.NO_MATCH, Outcome.ANSWERED]
