"""The vector index: Chroma's one door, and an exact index in memory for other processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from knowledge.embedding_model import Vector
from knowledge.texts import Embedded, Owner
from knowledge.vocabulary import Language

Means = Mapping[Language, Vector]

# Two equal builds of HNSW differ in what they find with a narrow beam. With this one and what is fetched beyond what
# counts, the first twelve services were those of an exact search for 400 of 400 questions, the first 25 for 399
# (a catalogue of 250 services and 2,000 passages).
_HNSW = CreateHNSWConfiguration(space="ip", ef_search=400, ef_construction=400, max_neighbors=48)


class Found(NamedTuple):
    """Ids of texts, nearest first, and the means with which the index was built."""

    ids: list[str]
    means: Means


class VectorIndex(Protocol):
    """Finds the texts nearest to a question; the language offset is already taken from the texts."""

    def nearest(self, owner: Owner, question: Vector, limit: int) -> Found:
        """The nearest texts of one kind of owner."""
        ...


class IndexGone(Exception):
    """What was asked for is not in Chroma, or cannot be read: look up the active generation and ask again."""


class ChromaFolder:
    """All generations in one Chroma folder or server; one generation is one collection per kind of owner."""

    def __init__(self, connect: Callable[[], ClientAPI], path: Path | None = None) -> None:
        self._connect = connect
        self._path = path

    def create(self, generation: int, means: Means) -> ChromaIndex:
        """An empty generation, in place of any leftovers with its number; raises IndexGone."""
        self.drop(generation)
        with _chroma():
            for owner in Owner:
                self._client.create_collection(
                    _name(generation, owner),
                    embedding_function=None,
                    configuration=CreateCollectionConfiguration(hnsw=_HNSW),
                )
        return self.open(generation, means)

    def open(self, generation: int, means: Means) -> ChromaIndex:
        """A generation that is there; raises IndexGone."""
        with _chroma():
            found = {
                owner: self._client.get_collection(_name(generation, owner), embedding_function=None) for owner in Owner
            }
        return ChromaIndex(found, means)

    def drop(self, generation: int) -> None:
        """Delete a generation if it is there; raises IndexGone."""
        for owner in Owner:
            with _chroma():
                try:
                    self._client.delete_collection(_name(generation, owner))
                except NotFoundError:
                    continue

    def generations(self) -> set[int]:
        """Numbers of all generations that have anything in Chroma; raises IndexGone."""
        with _chroma():
            names = [collection.name for collection in self._client.list_collections()]
        return {int(name.split("-")[1]) for name in names if name.startswith("generation-")}

    @contextmanager
    def on_trial(self) -> Iterator[None]:
        """Mark the folder while it is opened and checked; one whose trial never ended is emptied first."""
        # A damaged folder can abort the whole process, again at each start.
        if self._path is None:
            yield
            return
        mark = self._path.with_suffix(".trial")
        if mark.exists():
            self.empty()
        self._path.mkdir(parents=True, exist_ok=True)
        mark.touch()
        yield
        mark.unlink(missing_ok=True)

    def empty(self) -> None:
        """Delete everything; a folder that cannot be read is replaced by a new one."""
        if self._path is None:
            for generation in self.generations():
                self.drop(generation)
            return
        # Chroma keeps one system per path in the process, also one that failed to start.
        self.close()
        SharedSystemClient.clear_system_cache()
        shutil.rmtree(self._path, ignore_errors=True)

    def close(self) -> None:
        """Let go of everything that is open; it opens again when it is next asked for."""
        if client := self.__dict__.pop("_client", None):
            client.close()
            # Chroma's clients of a server leave their HTTP sessions open.
            for one in (client, getattr(client, "_admin_client", None)):
                if session := getattr(getattr(one, "_server", None), "_session", None):
                    session.close()

    @cached_property
    def _client(self) -> ClientAPI:
        return self._connect()


class ChromaIndex:
    """One generation in Chroma; whatever it is asked, it may raise IndexGone."""

    def __init__(self, collections: Mapping[Owner, chromadb.Collection], means: Means) -> None:
        self._collections = collections
        self._means = means

    def nearest(self, owner: Owner, question: Vector, limit: int) -> Found:
        """The nearest texts of one kind of owner."""
        with _chroma():
            found = self._collections[owner].query(query_embeddings=question[np.newaxis], n_results=limit, include=[])
        return Found(found["ids"][0], self._means)

    def upsert(self, texts: Sequence[Embedded]) -> None:
        """Write texts less their language's mean; running it again changes nothing."""
        for owner, collection in self._collections.items():
            own = [text for text in texts if text.owner is owner]
            if own:
                shifted = [_shifted(text, self._means) for text in own]
                with _chroma():
                    collection.upsert(ids=[text.id for text in own], embeddings=np.stack(shifted))

    def delete(self, ids: Sequence[str]) -> None:
        """Forget texts, whichever owner they had."""
        if ids:
            for collection in self._collections.values():
                with _chroma():
                    collection.delete(ids=list(ids))

    def lacks(self, owner: Owner, ids: Sequence[str]) -> bool:
        """Whether the vector of any of these texts is lost."""
        try:
            with _chroma():
                found = self._collections[owner].get(ids=list(ids), include=["embeddings"])
        except IndexGone:
            return True
        return len(found["ids"]) < len(ids)

    def count(self, owner: Owner) -> int:
        """How many texts of one kind of owner are in it."""
        with _chroma():
            return self._collections[owner].count()


class ExactIndex:
    """The same answers without Chroma: all vectors in memory."""

    def __init__(self, texts: Sequence[Embedded], means: Means) -> None:
        own = {owner: [text for text in texts if text.owner is owner] for owner in Owner}
        self._ids = {owner: [text.id for text in found] for owner, found in own.items()}
        self._matrix = {owner: np.array([_shifted(text, means) for text in found]) for owner, found in own.items()}
        self._means = means

    def nearest(self, owner: Owner, question: Vector, limit: int) -> Found:
        """The nearest texts of one kind of owner."""
        ids = self._ids[owner]
        if not ids:
            return Found([], self._means)
        order = np.argsort(-(self._matrix[owner] @ question), kind="stable")[:limit]
        return Found([ids[place] for place in order], self._means)


def open_folder(path: Path) -> ChromaFolder:
    """Chroma in this process; the caller holds the folder's lock."""
    return ChromaFolder(lambda: chromadb.PersistentClient(str(path), _settings()), path)


def open_server(url: str) -> ChromaFolder:
    """Chroma as a server (`chroma run`)."""
    host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
    return ChromaFolder(lambda: chromadb.HttpClient(host, int(port or 8000), settings=_settings()))


@contextmanager
def _chroma() -> Iterator[None]:
    """Turn every way in which Chroma fails into IndexGone."""
    try:
        yield
    except ChromaError as error:
        raise IndexGone(str(error)) from error
    except BaseException as error:
        # A panic in Chroma's Rust is no Exception; its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise IndexGone(str(error)) from error
        raise


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False)


def _name(generation: int, owner: Owner) -> str:
    return f"generation-{generation}-{owner}"


def _shifted(text: Embedded, means: Means) -> Vector:
    mean = means.get(text.language)
    return text.vector if mean is None else (text.vector - mean).astype(np.float32)
