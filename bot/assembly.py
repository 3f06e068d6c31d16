"""Puts the bot together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sqlalchemy import Engine

from bot.conversation import Bot
from bot.leaning import ANSWERED, Example, Leaning, fit
from bot.retrieval import Retriever
from bot.scope import Exemplar, Exemplars, read_exemplars
from knowledge.assembly import Knowledge
from knowledge.embedding_model import Vector
from knowledge.index import VectorIndex
from knowledge.texts import Owner, embedded_page, keep_vector, kept_vectors, missing_vectors, profile_means
from knowledge.vocabulary import Language

_ALL = 1_000_000
_EVERY = 6


def build_bot(knowledge: Knowledge, index: VectorIndex, notes: Engine | None = None) -> Bot:
    """A bot over this knowledge and index, which keeps its turns in `notes` if that is another database."""
    never = read_exemplars()
    model = knowledge.model
    vectors = _vectors(knowledge, model.digest, model.embed_passage, [one.text for one in never])
    with knowledge.engine.connect() as db:
        exemplars = Exemplars(never, vectors, profile_means(db, model.digest))
    leaning = _leaning(knowledge, never, vectors)
    return Bot(
        knowledge.engine,
        knowledge.catalogue,
        Retriever(knowledge.search(index), model, exemplars, leaning),
        notes=notes,
    )


def _leaning(knowledge: Knowledge, never: Sequence[Exemplar], vectors: dict[str, Vector]) -> Leaning:
    model = knowledge.model
    with knowledge.engine.connect() as db:
        texts = embedded_page(db, model.digest, Owner.SERVICE, "", _ALL)
    asks = [Example(ANSWERED, one.language, one.vector) for one in texts if ":ask:" in one.id]
    examples = [Example(one.why, one.language, vectors[one.text]) for one in never]
    # The model sets questions apart from passages with the same words: some show by how much.
    some = never[::_EVERY]
    asked = _vectors(knowledge, f"{model.digest} questions", model.embed_question, [one.text for one in some])
    shift = {
        language: np.mean([asked[one.text] - vectors[one.text] for one in some if one.language is language], axis=0)
        for language in Language
    }
    return fit(asks, examples, shift)


def _vectors(
    knowledge: Knowledge, name: str, embed: Callable[[str], Vector], texts: Sequence[str]
) -> dict[str, Vector]:
    """Vectors by text, kept in the database once they are made."""
    with knowledge.engine.connect() as db:
        missing = missing_vectors(db, name, texts)
    fresh = {text: embed(text) for text in missing}
    if fresh:
        with knowledge.engine.begin() as db:
            for text, vector in fresh.items():
                keep_vector(db, name, text, vector)
    with knowledge.engine.connect() as db:
        return kept_vectors(db, name, texts)
