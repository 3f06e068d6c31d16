"""Finds services and passages for a question: nearest vectors and shared words, joined by score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, Engine

from knowledge.closeness import Query
from knowledge.embedding_model import Vector
from knowledge.index import VectorIndex
from knowledge.lexicon import Lexicon, stems
from knowledge.rescoring import Rescoring, Scored, Shelf
from knowledge.terms import Bridge
from knowledge.texts import Owner
from knowledge.vocabulary import Language

# How many texts count in a leg: a service has many texts, a passage is one.
_COUNTED = {Owner.SERVICE: 120, Owner.DOCUMENT: 30}
_COUNTED_BY_WORDS = {Owner.SERVICE: 30, Owner.DOCUMENT: 30}
_MOST_STEMS = {Owner.SERVICE: 20, Owner.DOCUMENT: 8}
# The index may differ from build to build at the end of its list: more are fetched than count.
_OVERFETCH = {Owner.SERVICE: 80, Owner.DOCUMENT: 50}
_NEAR = 20
# How much the shares of a service's texts in a question count beside what the texts are worth.
_SHARES = 2.0
# How many questions may ask the index at once; it works outside Python.
_BESIDE = 4


class Leg(StrEnum):
    """One way in which a text can be found."""

    DENSE = "dense"
    LEXICAL = "lexical"
    BRIDGED = "bridged"


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for, in one language, with the vector of its words."""

    text: str
    language: Language
    vector: Vector


@dataclass(frozen=True, slots=True)
class Hit:
    """A service or passage that was found: the joint score (0..1), the rank in each leg (from 1), and
    the cosine of its nearest text less the mean of that text's language.
    """

    id: str
    text_id: str
    score: float
    similarity: float
    ranks: Mapping[Leg, int]


class Hits(NamedTuple):
    """Services that were found, best first, and the question in the space in which they were told apart, if any."""

    services: list[Hit]
    query: Query | None = None


class _In(NamedTuple):
    """What is searched, and the question in its space."""

    owner: Owner
    shelf: Shelf
    query: Query | None = None


class _Counts(Protocol):
    @property
    def owner_id(self) -> str: ...
    @property
    def text_id(self) -> str: ...
    @property
    def score(self) -> float: ...


class _Found(NamedTuple):
    owner_id: str
    text_id: str
    score: float


Weights = Mapping[Leg, float]
"""How much the best hit of each leg counts."""

PLAIN: Weights = {Leg.DENSE: 1.0, Leg.LEXICAL: 0.4, Leg.BRIDGED: 0.15}


class Search:
    """Dense and lexical retrieval over one index, one lexicon and one term bridge.

    `learns` is whether services are told apart in a space learnt from their texts.
    """

    def __init__(
        self, engine: Engine, index: VectorIndex, lexicon: Lexicon, bridge: Bridge, model: str, learns: bool = True
    ) -> None:
        self._engine = engine
        self._index = index
        self._lexicon = lexicon
        self._bridge = bridge
        self._rescoring = Rescoring(model, learns)
        self._beside = ThreadPoolExecutor(_BESIDE, "index")

    def services(self, question: Question, weights: Weights = PLAIN, hidden: Collection[str] = frozenset()) -> Hits:
        """Services for a question, by all their texts; hidden ones do not count as near in meaning."""
        with self._engine.connect() as db:
            shelf = self._shelves(db, question)[Owner.SERVICE].without(hidden)
            query = shelf.query(question.vector, question.language)
            return Hits(self._find(db, _In(Owner.SERVICE, shelf, query), question, weights, hidden), query)

    def meaning(self, question: Question) -> Hits:
        """Services for a question by meaning alone; none where there is no space in which they are told apart."""
        with self._engine.connect() as db:
            shelf = self._shelves(db, question)[Owner.SERVICE]
        query = shelf.query(question.vector, question.language)
        if query is None:
            return Hits([])
        nearest = {one.owner_id: one for one in reversed(shelf.nearest(query, _NEAR))}
        hits = [Hit(one.owner_id, one.text_id, one.score, one.similarity, {}) for one in nearest.values()]
        return Hits(sorted(hits, key=lambda hit: (-hit.score, hit.id)), query)

    def passages(self, question: Question, weights: Weights = PLAIN) -> list[Hit]:
        """Passages of documents for a question, best first."""
        with self._engine.connect() as db:
            shelf = self._shelves(db, question)[Owner.DOCUMENT]
            return self._find(db, _In(Owner.DOCUMENT, shelf), question, weights)

    def _shelves(self, db: Connection, question: Question) -> Mapping[Owner, Shelf]:
        return self._rescoring.shelves(db, len(question.vector))

    def _find(
        self,
        db: Connection,
        among: _In,
        question: Question,
        weights: Weights,
        hidden: Collection[str] = frozenset(),
    ) -> list[Hit]:
        owner, shelf, query = among
        towards = query.towards() if query else question.vector
        # The index works without holding this thread up: words and products are looked up meanwhile.
        coming = self._beside.submit(self._index.nearest, owner, towards, _COUNTED[owner] + _OVERFETCH[owner])
        by_words = self._lexical(db, owner, question)
        worth = query.scores if query else None
        near = coming.result()
        scored = shelf.scores(question.vector, worth, near.ids, near.means, _COUNTED[owner])
        dense = [one for one in scored if one.text_id not in hidden]
        shares = shelf.shares(query, dense) if query else {}
        legs = {Leg.DENSE: _sharing(ranked(dense), shares), **by_words}
        # Words carried over to the other language count only where meaning agrees.
        closest = {found.owner_id for found in legs[Leg.DENSE][:_NEAR]}
        if legs.get(Leg.BRIDGED) and legs[Leg.BRIDGED][0].owner_id not in closest:
            legs[Leg.BRIDGED] = []
        return fuse(legs, weights, _similarities(dense, question.language))

    def _lexical(self, db: Connection, owner: Owner, question: Question) -> dict[Leg, list[_Found]]:
        language, wanted = question.language, _telling(stems(question.text, question.language), _MOST_STEMS[owner])
        own = self._lexicon.search(db, owner, language, wanted, _COUNTED_BY_WORDS[owner])
        legs = {Leg.LEXICAL: ranked(_grouped(owner, own))}
        # Every service has texts in both languages; a document may be in the other one.
        if owner is Owner.DOCUMENT:
            across = self._bridge.across(wanted, language)
            other = self._lexicon.search(db, owner, language.other, across, _COUNTED_BY_WORDS[owner])
            legs[Leg.BRIDGED] = ranked(_grouped(owner, other))
        return legs


def ranked(found: Iterable[_Counts]) -> list[_Found]:
    """One entry per owner, best first: its best text counts whole, each further one half as much as the one before.

    Texts come best first.
    """
    best: dict[str, str] = {}
    sums: dict[str, float] = {}
    share: dict[str, float] = {}
    for one in found:
        owner = one.owner_id
        if owner not in best:
            best[owner], sums[owner], share[owner] = one.text_id, one.score, 0.5
        else:
            sums[owner] += one.score * share[owner]
            share[owner] /= 2
    whole = [_Found(owner, text_id, sums[owner]) for owner, text_id in best.items()]
    return sorted(whole, key=lambda one: (-one.score, one.text_id))


def _sharing(services: Iterable[_Found], shares: Mapping[str, float]) -> list[_Found]:
    whole = [one._replace(score=one.score + _SHARES * shares.get(one.owner_id, 0.0)) for one in services]
    return sorted(whole, key=lambda one: (-one.score, one.text_id))


def fuse(legs: Mapping[Leg, Sequence[_Found]], weights: Weights, similarities: Mapping[str, float]) -> list[Hit]:
    """Join ranked lists by their scores, each as a share of its leg's best, squared: a near second counts clearly less.

    1 is first in every leg that counts.
    """
    whole = sum(weights[leg] for leg in legs)
    ranks: dict[str, dict[Leg, int]] = {}
    texts: dict[str, str] = {}
    scores: dict[str, float] = {}
    for leg, found in legs.items():
        for rank, one in enumerate(found, start=1):
            ranks.setdefault(one.owner_id, {})[leg] = rank
            texts.setdefault(one.owner_id, one.text_id)
            share = max(0.0, one.score) / found[0].score if found[0].score > 0 else 0.0
            scores[one.owner_id] = scores.get(one.owner_id, 0.0) + weights[leg] * share**2 / whole
    hits = [
        Hit(owner_id, texts[owner_id], scores[owner_id], similarities.get(owner_id, 0.0), own)
        for owner_id, own in ranks.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.similarity, hit.id))


def _telling(wanted: Sequence[str], most: int) -> list[str]:
    """Each stem once; of very many the longest, which are the rarest."""
    distinct = list(dict.fromkeys(wanted))
    kept = set(sorted(distinct, key=len, reverse=True)[:most])
    return [stem for stem in distinct if stem in kept]


def _grouped(owner: Owner, scored: Iterable[tuple[str, float]]) -> Iterable[_Found]:
    if owner is Owner.SERVICE:
        return (_Found(text_id.split(":")[1], text_id, score) for text_id, score in scored)
    return (_Found(text_id, text_id, score) for text_id, score in scored)


def _similarities(dense: Iterable[Scored], language: Language) -> dict[str, float]:
    """How near each owner's nearest text in the question's language lies."""
    nearest: dict[str, float] = {}
    for one in dense:
        if one.language is language and one.similarity > nearest.get(one.owner_id, -inf):
            nearest[one.owner_id] = one.similarity
    return nearest
