"""Finds services and passages for a question: nearest vectors and shared words, fused by rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Engine

from knowledge.embedding_model import Vector
from knowledge.index import VectorIndex
from knowledge.lexicon import Lexicon, stems
from knowledge.terms import Bridge
from knowledge.texts import Owner, embedded
from knowledge.vocabulary import Language

# How many texts count in a leg: a service has many texts, a passage is one.
_COUNTED = {Owner.SERVICE: 100, Owner.DOCUMENT: 30}
# The index may differ from build to build at the end of its list: more are fetched than count.
_OVERFETCH = 100
_NEAR = 20


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
    """A service or passage that was found: the fused score (0..1), the rank in each leg (from 1), and
    the cosine of its nearest text less the mean of that text's language.
    """

    id: str
    text_id: str
    score: float
    similarity: float
    ranks: Mapping[Leg, int]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each leg counts, and how fast a leg's votes fall with rank."""

    legs: Mapping[Leg, float]
    k: int = 10


@dataclass(frozen=True, slots=True)
class _Found:
    owner_id: str
    text_id: str
    score: float
    language: Language


PLAIN = Weights({Leg.DENSE: 1.0, Leg.LEXICAL: 0.7, Leg.BRIDGED: 0.4})


class Search:
    """Dense and lexical retrieval over one index, one lexicon and one term bridge."""

    def __init__(self, engine: Engine, index: VectorIndex, lexicon: Lexicon, bridge: Bridge, model: str) -> None:
        self._engine = engine
        self._index = index
        self._lexicon = lexicon
        self._bridge = bridge
        self._model = model

    def services(self, question: Question, weights: Weights = PLAIN) -> list[Hit]:
        """Services for a question, best first; a service counts by its best text in each leg."""
        return self._find(Owner.SERVICE, question, weights)

    def passages(self, question: Question, weights: Weights = PLAIN) -> list[Hit]:
        """Passages of documents for a question, best first."""
        return self._find(Owner.DOCUMENT, question, weights)

    def _find(self, owner: Owner, question: Question, weights: Weights) -> list[Hit]:
        with self._engine.connect() as db:
            dense = self._dense(db, owner, question)
            legs = {Leg.DENSE: ranked(dense), **self._lexical(db, owner, question)}
        # Words carried over to the other language count only where meaning agrees.
        near = {found.owner_id for found in legs[Leg.DENSE][:_NEAR]}
        if legs.get(Leg.BRIDGED) and legs[Leg.BRIDGED][0].owner_id not in near:
            legs[Leg.BRIDGED] = []
        return fuse(legs, weights, _similarities(dense, question.language))

    def _dense(self, db: Connection, owner: Owner, question: Question) -> list[_Found]:
        near = self._index.nearest(owner, question.vector, _COUNTED[owner] + _OVERFETCH)
        offsets = {language: float(question.vector @ mean) for language, mean in near.means.items()}
        scored = [
            _Found(
                _group(owner, text.owner_id, text.id),
                text.id,
                float(question.vector @ text.vector) - offsets.get(text.language, 0.0),
                text.language,
            )
            for text in embedded(db, self._model, near.ids)
        ]
        return sorted(scored, key=lambda found: (-found.score, found.text_id))[: _COUNTED[owner]]

    def _lexical(self, db: Connection, owner: Owner, question: Question) -> dict[Leg, list[_Found]]:
        language, wanted = question.language, stems(question.text, question.language)
        own = self._lexicon.search(db, owner, language, wanted, _COUNTED[owner])
        legs = {Leg.LEXICAL: ranked(_grouped(owner, language, own))}
        # Every service has texts in both languages; a document may be in the other one.
        if owner is Owner.DOCUMENT:
            across = self._bridge.across(wanted, language)
            other = self._lexicon.search(db, owner, language.other, across, _COUNTED[owner])
            legs[Leg.BRIDGED] = ranked(_grouped(owner, language.other, other))
        return legs


def ranked(found: Iterable[_Found]) -> list[_Found]:
    """One entry per owner, best first: its best text counts whole, each further one half as much as the one before."""
    own: dict[str, list[_Found]] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.text_id)):
        own.setdefault(one.owner_id, []).append(one)
    sums = {owner: sum(one.score * 0.5**place for place, one in enumerate(texts)) for owner, texts in own.items()}
    return sorted((texts[0] for texts in own.values()), key=lambda one: (-sums[one.owner_id], one.text_id))


def fuse(legs: Mapping[Leg, Sequence[_Found]], weights: Weights, similarities: Mapping[str, float]) -> list[Hit]:
    """Join ranked lists by weighted reciprocal rank; 1 is first in every leg that counts."""
    top = sum(weights.legs[leg] for leg in legs) / (weights.k + 1)
    ranks: dict[str, dict[Leg, int]] = {}
    texts: dict[str, str] = {}
    for leg, found in legs.items():
        for rank, one in enumerate(found, start=1):
            ranks.setdefault(one.owner_id, {})[leg] = rank
            texts.setdefault(one.owner_id, one.text_id)
    hits = [
        Hit(
            owner_id,
            texts[owner_id],
            sum(weights.legs[leg] / (weights.k + rank) for leg, rank in own.items()) / top,
            similarities.get(owner_id, 0.0),
            own,
        )
        for owner_id, own in ranks.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.similarity, hit.id))


def _group(owner: Owner, owner_id: str, text_id: str) -> str:
    return owner_id if owner is Owner.SERVICE else text_id


def _grouped(owner: Owner, language: Language, scored: Iterable[tuple[str, float]]) -> list[_Found]:
    return [
        _Found(_group(owner, text_id.split(":")[1], text_id), text_id, score, language) for text_id, score in scored
    ]


def _similarities(dense: Iterable[_Found], language: Language) -> dict[str, float]:
    nearest: dict[str, float] = {}
    for found in dense:
        if found.language is language:
            nearest.setdefault(found.owner_id, found.score)
    return nearest
