"""Each term of the bridge helps to find what the guides say, or does no harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean

import pytest

from knowledge.assembly import Knowledge, open_knowledge
from knowledge.documents import document_ids
from knowledge.lexicon import stems
from knowledge.search import PLAIN, Leg, Question, Search, Weights
from knowledge.terms import Term
from knowledge.texts import Owner, SearchText, texts_of
from knowledge.vocabulary import Language
from tests.journeys.running import Running

pytestmark = pytest.mark.model

WITHOUT = {**PLAIN, Leg.BRIDGED: 0.0}
# One right passage that changes places with a neighbour.
A_SWAP = 0.05
_TOP = 10


@pytest.fixture(scope="module")
def knowledge(service: Running) -> Iterator[Knowledge]:
    """What the service stands on."""
    knowledge = open_knowledge(service.settings)
    yield knowledge
    knowledge.engine.dispose()


@pytest.fixture(scope="module")
def passages(knowledge: Knowledge) -> list[SearchText]:
    """All passages of the guides, in both languages."""
    with knowledge.engine.connect() as db:
        return [text for one in document_ids(db) for text in texts_of(db, Owner.DOCUMENT, one).values()]


def test_no_term_hides_what_the_guides_say_about_it_and_most_help(
    knowledge: Knowledge, passages: Sequence[SearchText]
) -> None:
    said = [" ".join(["", *stems(one.searched, one.language), ""]) for one in passages]
    search = knowledge.search(knowledge.private_index())
    gains: dict[str, float] = {}
    for term in knowledge.bridge.terms:
        right = {one.id for one, words in zip(passages, said, strict=True) if _speaks_of(term, one.language, words)}
        if right:
            gains[term.sv[0]] = _gain(term, right, search, knowledge)

    assert {term: gain for term, gain in gains.items() if gain < -A_SWAP} == {}
    assert sum(gain > 0 for gain in gains.values()) > len(gains) / 2


def _speaks_of(term: Term, language: Language, words: str) -> bool:
    return any(f" {' '.join(stems(wording, language))} " in words for wording in term.in_(language))


def _gain(term: Term, right: set[str], search: Search, knowledge: Knowledge) -> float:
    """How much more of what is right comes early with the bridge, over all wordings of a term."""
    questions = [
        Question(wording, language, knowledge.model.embed_question(wording))
        for language in Language
        for wording in term.in_(language)
    ]
    return mean(_early(right, search, one, PLAIN) - _early(right, search, one, WITHOUT) for one in questions)


def _early(right: set[str], search: Search, question: Question, weights: Weights) -> float:
    """The share (0..1) of what could have come first, each place worth the less the later it is."""
    found = [hit.id for hit in search.passages(question, weights)][:_TOP]
    best = sum(1 / (place + 1) for place in range(min(_TOP, len(right))))
    return sum(1 / (place + 1) for place, one in enumerate(found) if one in right) / best
