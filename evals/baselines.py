"""Simple ways to rank the same texts, so that each claim of ours has a neighbour in the same table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

import numpy as np
from rank_bm25 import BM25Okapi

from bot.models import Outcome
from bot.routing import AT_MOST
from evals.cases import Case
from evals.replies import Answered, Candidate, Suggested
from knowledge.assembly import Knowledge
from knowledge.embedding_model import EmbeddingModel
from knowledge.lexicon import words
from knowledge.texts import Embedded, Owner, SearchText, embedded_page, texts_by_id

Order = Callable[[str], Sequence[str]]
"""Ids of the texts that a question finds, nearest first."""

_ALL = 1_000_000
_BATCH = 500
_CANDIDATES = 10
_STEADY = 60


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every searchable text, in order of id, and the same texts with their vectors."""

    texts: tuple[SearchText, ...]
    embedded: tuple[Embedded, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids of services and of documents, best first; each is as good as its best text."""

    services: tuple[str, ...]
    documents: tuple[str, ...]


class Baseline(Protocol):
    """Ranks services and documents for a question, knowing nothing but their texts."""

    @property
    def name(self) -> str:
        """What it is called in a table."""
        ...

    @property
    def about(self) -> str:
        """One line on what it is."""
        ...

    def rank(self, question: str) -> Ranking:
        """Services and documents for a question."""
        ...


@dataclass(frozen=True, slots=True)
class ByTexts:
    """Ranks services and documents by the order of their texts."""

    name: str
    about: str
    order: Order
    owners: Mapping[str, tuple[Owner, str]]

    def rank(self, question: str) -> Ranking:
        """Services and documents in the order in which their first text was found."""
        found = [self.owners[text_id] for text_id in self.order(question)]
        return Ranking(_of(Owner.SERVICE, found), _of(Owner.DOCUMENT, found))


@dataclass(frozen=True, slots=True)
class Fused:
    """Joins rankings by reciprocal rank."""

    name: str
    about: str
    parts: tuple[Baseline, ...]

    def rank(self, question: str) -> Ranking:
        """What stands high in any of the rankings."""
        rankings = [part.rank(question) for part in self.parts]
        services = reciprocal([one.services for one in rankings])
        return Ranking(services, reciprocal([one.documents for one in rankings]))


def read_corpus(knowledge: Knowledge) -> Corpus:
    """All texts that have a vector; those without one would compete in one leg only."""
    with knowledge.engine.connect() as db:
        pages = (embedded_page(db, knowledge.model.digest, owner, "", _ALL) for owner in Owner)
        embedded = sorted((one for page in pages for one in page), key=lambda one: one.id)
        ids = [one.id for one in embedded]
        texts: dict[str, SearchText] = {}
        for start in range(0, len(ids), _BATCH):
            texts.update(texts_by_id(db, ids[start : start + _BATCH]))
    return Corpus(tuple(texts[id_] for id_ in ids), tuple(embedded))


def plain(corpus: Corpus, model: EmbeddingModel) -> list[Baseline]:
    """BM25 alone, dense alone, and plain fusion of the two."""
    by_words = by_texts("BM25", "BM25 over the lower-cased words of every text, no stems", _bm25(corpus), corpus)
    by_meaning = by_texts("dense", "cosine of raw vectors, no language offset", _dense(corpus, model), corpus)
    about = f"reciprocal rank fusion (k = {_STEADY}) of BM25 and dense"
    return [by_words, by_meaning, Fused("fusion", about, (by_words, by_meaning))]


def by_texts(name: str, about: str, order: Order, corpus: Corpus) -> ByTexts:
    """A baseline from any way to order this corpus's texts."""
    return ByTexts(name, about, order, {text.id: (text.owner, text.owner_id) for text in corpus.texts})


def reciprocal(rankings: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Rankings joined by reciprocal rank; ties in order of id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + 1 / (_STEADY + rank)
    return tuple(sorted(scores, key=lambda id_: (-scores[id_], id_)))


def answers(baseline: Baseline, cases: Iterable[Case], organization_ids: Mapping[str, str]) -> Iterator[Answered]:
    """One reply per case; a baseline always answers, and takes a conversation for one long question.

    `organization_ids` tells who gives each service; a service that is not there is not published.
    """
    for case in cases:
        started = perf_counter()
        ranking = baseline.rank(" ".join(case.asked))
        took = round(1_000 * (perf_counter() - started), 2)
        yield _answered(case, ranking, organization_ids, took)


def _answered(case: Case, ranking: Ranking, organization_ids: Mapping[str, str], took: float) -> Answered:
    services = [(id_, 1 / place) for place, id_ in enumerate(filter(organization_ids.get, ranking.services), start=1)]
    return Answered(
        case_id=case.id,
        turn=len(case.asked),
        outcome=Outcome.ANSWERED,
        language=case.language,
        text="",
        kinds=(),
        suggestions=tuple(Suggested(id_, organization_ids[id_], 0, score, ()) for id_, score in services[:AT_MOST]),
        citations=(),
        candidates=tuple(Candidate(id_, score, {}, score, {}, None, 0.0) for id_, score in services[:_CANDIDATES]),
        passages=ranking.documents,
        masked=(),
        choices=(),
        decided_by="",
        likeness={},
        similarity=0.0,
        milliseconds=took,
    )


def _bm25(corpus: Corpus) -> Order:
    ids = [text.id for text in corpus.texts]
    index = BM25Okapi([words(text.searched) for text in corpus.texts])

    def order(question: str) -> list[str]:
        scores = index.get_scores(words(question))
        return [ids[place] for place in np.argsort(-scores, kind="stable") if scores[place] > 0]

    return order


def _dense(corpus: Corpus, model: EmbeddingModel) -> Order:
    ids = [one.id for one in corpus.embedded]
    matrix = np.array([one.vector for one in corpus.embedded])

    def order(question: str) -> list[str]:
        scores = matrix @ model.embed_question(question)
        return [ids[place] for place in np.argsort(-scores, kind="stable")]

    return order


def _of(owner: Owner, found: Iterable[tuple[Owner, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for one, id_ in found if one is owner))
