"""Opens what the settings name: the one place where the ground floor is put together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Engine

from knowledge.database import open_database
from knowledge.embedding import EmbeddingModel, load_model
from knowledge.index import ChromaFolder, ExactIndex, VectorIndex, open_folder, open_server
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.search import Search
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge, read_terms
from knowledge.texts import Owner, embedded_page, profile_means, texts_without_vector
from knowledge.upkeep import FolderLock, FolderTaken, LiveIndex, Upkeep

SEED = Path(__file__).parent / "seed"


class NotEmbedded(Exception):
    """Texts without a vector of the model, which is another one than when they were published; says what mends it."""

    def __init__(self, texts: int, model: str) -> None:
        super().__init__(
            f"{texts} texts have no vector of the embedding model {model}: "
            "run `python -m ingest seed`, or start the server once, and try again."
        )


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What every room above stands on."""

    engine: Engine
    lexicon: Lexicon
    bridge: Bridge
    model: EmbeddingModel
    catalogue: PublishedCatalogue
    cache_dir: Path | None = None

    def search(self, index: VectorIndex) -> Search:
        """Search over this database with one index."""
        return Search(self.engine, index, self.lexicon, self.bridge, self.model.digest)

    def private_index(self) -> ExactIndex:
        """A throw-away index from SQL's vectors, for a process that does not own the shared one; raises NotEmbedded."""
        with self.engine.connect() as db:
            if missing := texts_without_vector(db, self.model.digest):
                raise NotEmbedded(len(missing), self.model.digest)
            texts = [text for owner in Owner for text in embedded_page(db, self.model.digest, owner, "", 1_000_000)]
            return ExactIndex(texts, profile_means(db, self.model.digest))

    @contextmanager
    def vector_cache(self) -> Iterator[Engine]:
        """Where vectors of unpublished texts are kept: beside the model for all databases, else in this one."""
        if self.cache_dir is None or not os.access(self.cache_dir, os.W_OK):
            yield self.engine
            return
        engine = open_vector_cache(self.cache_dir)
        try:
            yield engine
        finally:
            engine.dispose()


def open_knowledge(settings: KnowledgeSettings) -> Knowledge:
    """The database and the model that the settings name."""
    # Nothing here ever asks a hub or sends telemetry.
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    engine = open_database(settings.sqlalchemy_url)
    cache_dir = settings.cache_dir.expanduser()
    model = load_model(
        settings.embedding_model,
        cache_dir,
        question_prompt=settings.embedding_question_prompt,
        passage_prompt=settings.embedding_passage_prompt,
    )
    bridge = read_terms(SEED / "terms.yaml")
    return Knowledge(engine, lexicon_of(engine), bridge, model, PublishedCatalogue(engine), cache_dir)


def open_vector_cache(cache_dir: Path) -> Engine:
    """A database beside the model, for vectors of texts that are not published."""
    return open_database(f"sqlite:///{cache_dir / 'vectors.db'}")


def lexicon_of(engine: Engine) -> Lexicon:
    """The full text search of this database's dialect."""
    if engine.dialect.name == "sqlite":
        from knowledge.lexicon_sqlite import SqliteLexicon  # noqa: PLC0415 - one module per dialect

        return SqliteLexicon()
    from knowledge.lexicon_postgres import PostgresLexicon  # noqa: PLC0415 - one module per dialect

    return PostgresLexicon()


@contextmanager
def owned_index(knowledge: Knowledge, settings: KnowledgeSettings) -> Iterator[Upkeep | LiveIndex]:
    """The shared index: this process looks after it, or, beside a Chroma server, follows the one that does.

    Raises FolderTaken when another process owns the folder.
    """
    lock = FolderLock(settings.data_dir / "index.lock")
    try:
        lock.take()
    except FolderTaken:
        if not settings.chroma_url:
            raise
        yield LiveIndex(knowledge.engine, _folder(settings))
        return
    folder = _folder(settings)
    try:
        with _looked_after(Upkeep(knowledge.engine, folder, knowledge.model.digest)) as upkeep:
            yield upkeep
    finally:
        folder.close()
        lock.release()


@contextmanager
def _looked_after(upkeep: Upkeep) -> Iterator[Upkeep]:
    upkeep.heal()
    stop = Event()
    thread = Thread(target=upkeep.run, args=[stop], name="index upkeep", daemon=True)
    thread.start()
    try:
        yield upkeep
    finally:
        stop.set()
        thread.join(timeout=10)


def _folder(settings: KnowledgeSettings) -> ChromaFolder:
    return open_server(settings.chroma_url) if settings.chroma_url else open_folder(settings.data_dir / "chroma")
