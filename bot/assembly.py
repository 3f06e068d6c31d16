"""Puts the bot together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Engine

from bot.conversation import Bot
from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars, read_exemplars
from knowledge.assembly import Knowledge
from knowledge.index import VectorIndex
from knowledge.spelling import PublishedSpelling
from knowledge.texts import profile_means
from knowledge.vectors import VectorCache
from knowledge.vocabulary import Language

_EVERY = 12


def build_bot(knowledge: Knowledge, index: VectorIndex, notes: Engine | None = None) -> Bot:
    """A bot over this knowledge and index, which keeps its turns in `notes` if that is another database."""
    never = read_exemplars()
    return Bot(
        knowledge.engine,
        knowledge.catalogue,
        build_retriever(knowledge, index, never),
        notes=notes,
        mend=spelling(knowledge, never).mended,
    )


def build_retriever(knowledge: Knowledge, index: VectorIndex, never: Sequence[Exemplar]) -> Retriever:
    """What finds services and passages, and knows what no service should answer."""
    return Retriever(knowledge.search(index), knowledge.model, embedded(knowledge, never))


def spelling(knowledge: Knowledge, never: Sequence[Exemplar]) -> PublishedSpelling:
    """How the words of the catalogue, the guides and the exemplars are spelt."""
    return PublishedSpelling(knowledge.engine, [(one.language, one.text) for one in never])


def embedded(knowledge: Knowledge, never: Sequence[Exemplar]) -> Exemplars:
    """Questions that no service should answer, embedded once and kept."""
    model = knowledge.model
    # The model sets questions apart from passages with the same words: some show by how much.
    some = never[::_EVERY]
    with knowledge.vector_cache() as kept:
        cache = VectorCache(kept, model)
        vectors = cache.passages([one.text for one in never])
        asked = cache.questions([one.text for one in some])
    shift = {
        language: np.mean([asked[one.text] - vectors[one.text] for one in some if one.language is language], axis=0)
        for language in Language
    }
    with knowledge.engine.connect() as db:
        return Exemplars(never, vectors, profile_means(db, model.digest), shift)
