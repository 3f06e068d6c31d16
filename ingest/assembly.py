"""What the commands work with, each opened when it is first needed."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from functools import cached_property
from time import sleep

from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge import generations
from knowledge.assembly import Knowledge, lexicon_of, open_vector_cache, owned_index
from knowledge.database import open_database
from knowledge.embedding import EmbeddingModel, load_model
from knowledge.published import PublishedCatalogue
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.upkeep import POLL_SECONDS, FolderTaken, LiveIndex, Upkeep


class Desk:
    """A database, a model and the index that the settings name."""

    def __init__(self, settings: KnowledgeSettings, model: EmbeddingModel | None = None) -> None:
        self.settings = settings
        self._model = model

    @cached_property
    def model(self) -> EmbeddingModel:
        """The embedding model; raises ModelNotPrepared or ModelDamaged."""
        return self._model or load_model(
            self.settings.embedding_model,
            self.settings.cache_dir.expanduser(),
            question_prompt=self.settings.embedding_question_prompt,
            passage_prompt=self.settings.embedding_passage_prompt,
        )

    @cached_property
    def engine(self) -> Engine:
        """The database."""
        return open_database(self.settings.sqlalchemy_url)

    @cached_property
    def vector_cache(self) -> Engine:
        """A database beside the model, for vectors of texts that are not published."""
        return open_vector_cache(self.settings.cache_dir.expanduser())

    @property
    def publisher(self) -> Publisher:
        """Publishes into the database."""
        return Publisher(self.engine, lexicon_of(self.engine), self.model)

    def settle(self) -> bool:
        """Carry out the outbox, unless another process has the index."""
        with suppress(FolderTaken), self._index() as index:
            return isinstance(index, Upkeep)
        return False

    def reindex(self) -> bool:
        """Ask for a new generation and see it built, unless another process has the index."""
        before = self._generation()
        with self.engine.begin() as db:
            generations.request(db, self.model.digest)
        with suppress(FolderTaken), self._index() as index:
            # The index's own thread builds it; a second builder would get in its way.
            while isinstance(index, Upkeep) and self._generation() == before:
                sleep(POLL_SECONDS)
            return isinstance(index, Upkeep)
        return False

    def _index(self) -> AbstractContextManager[Upkeep | LiveIndex]:
        lexicon, catalogue = lexicon_of(self.engine), PublishedCatalogue(self.engine)
        knowledge = Knowledge(self.engine, lexicon, Bridge(()), self.model, catalogue)
        return owned_index(knowledge, self.settings)

    def _generation(self) -> int | None:
        with self.engine.connect() as db:
            active = generations.active(db)
        return active.id if active else None

    def close(self) -> None:
        """Let go of what was opened."""
        for name in ("engine", "vector_cache"):
            if name in vars(self):
                getattr(self, name).dispose()
