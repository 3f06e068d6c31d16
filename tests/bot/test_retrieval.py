"""Several needs are searched for at once, and each gets what is its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Barrier

from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars
from knowledge.search import Hit, Hits, Question
from knowledge.vocabulary import Language
from tests.builders import a_hit
from tests.fakes import WordEmbedder

EN = Language.EN
MODEL = WordEmbedder()
NONE = Exemplars([Exemplar("vague", "any", EN, "help")], {"help": MODEL.embed_passage("help")}, {})


@dataclass(frozen=True)
class Meeting:
    """Finds a service by its name, once so many questions are being searched for at the same time."""

    barrier: Barrier

    def services(self, question: Question) -> Hits:
        """The service that is called as the question says."""
        self.barrier.wait(timeout=10)
        return Hits([a_hit(question.text)])

    def meaning(self, question: Question) -> Hits:
        """The same."""
        return self.services(question)

    def passages(self, question: Question) -> list[Hit]:
        """None for any."""
        assert question
        return []


def found(*questions: str, together: int) -> Mapping[str, list[str]]:
    evidence = Retriever(Meeting(Barrier(together)), MODEL, NONE).retrieve_all(questions, EN)
    return {one.text: [hit.id for hit in one.services] for one in evidence}


def test_two_needs_are_searched_for_at_the_same_time_and_keep_their_order() -> None:
    told = found("bench", "loan", "patent", "export", together=2)

    assert list(told.items()) == [(name, [name]) for name in ("bench", "loan", "patent", "export")]


def test_one_need_waits_for_no_other() -> None:
    assert found("bench", together=1) == {"bench": ["bench"]}
