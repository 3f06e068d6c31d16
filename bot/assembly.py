"""Puts the bot together."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.conversation import Bot
from bot.retrieval import Retriever
from bot.scope import Exemplars, read_exemplars
from knowledge.assembly import Knowledge
from knowledge.index import VectorIndex
from knowledge.texts import keep_vector, kept_vectors, missing_vectors, profile_means


def build_bot(knowledge: Knowledge, index: VectorIndex, notes: Engine | None = None) -> Bot:
    """A bot over this knowledge and index, which keeps its turns in `notes` if that is another database."""
    retriever = Retriever(knowledge.search(index), knowledge.model, _exemplars(knowledge))
    return Bot(knowledge.engine, knowledge.catalogue, retriever, notes=notes)


def _exemplars(knowledge: Knowledge) -> Exemplars:
    exemplars = read_exemplars()
    texts = [exemplar.text for exemplar in exemplars]
    model = knowledge.model
    with knowledge.engine.connect() as db:
        missing = missing_vectors(db, model.digest, texts)
    fresh = {text: model.embed_passage(text) for text in missing}
    if fresh:
        with knowledge.engine.begin() as db:
            for text, vector in fresh.items():
                keep_vector(db, model.digest, text, vector)
    with knowledge.engine.connect() as db:
        return Exemplars(exemplars, kept_vectors(db, model.digest, texts), profile_means(db, model.digest))
