"""What the commands work with, each opened when it is first needed."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from sqlalchemy import Engine

from ingest.publishing import Publisher
from knowledge.assembly import Knowledge, lexicon_of, owned_index
from knowledge.database import open_database
from knowledge.embedding import EmbeddingModel, load_model
from knowledge.published import PublishedCatalogue
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.upkeep import FolderTaken, Upkeep


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
        return open_database(f"sqlite:///{self.settings.cache_dir.expanduser() / 'checking.db'}")

    @property
    def publisher(self) -> Publisher:
        """Publishes into the database."""
        return Publisher(self.engine, lexicon_of(self.engine), self.model)

    def settle(self) -> bool:
        """Carry out the outbox and a wish to re-index, unless another process has the index."""
        catalogue = PublishedCatalogue(self.engine)
        knowledge = Knowledge(
            self.engine, lexicon_of(self.engine), Bridge(()), self.model, catalogue
        )
        with suppress(FolderTaken), owned_index(knowledge, self.settings) as index:
            if isinstance(index, Upkeep):
                index.tick()
                return True
        return False

    def close(self) -> None:
        """Let go of what was opened."""
        for name in ("engine", "vector_cache"):
            if name in vars(self):
                getattr(self, name).dispose()
