"""The vector index: Chroma's one door, and an exact index in memory for other processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from knowledge.embedding_model import Vector
from knowledge.texts import Embedded, Owner
from knowledge.vocabulary import Language

Means = Mapping[Language, Vector]

# The lists that HNSW returns differ between two equal builds; a wide beam and exact re-scoring hide that.
_HNSW = {"space": "ip", "ef_search": 400, "ef_construction": 200, "max_neighbors": 24}


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
    """The generation asked for is no longer in Chroma: read which is active and ask again."""


class ChromaFolder:
    """All generations in one Chroma folder or server; one generation is one collection per kind of owner."""

    def __init__(self, client: ClientAPI) -> None:
        self._client = client

    def create(self, generation: int, means: Means) -> ChromaIndex:
        """An empty generation, in place of any leftovers with its number."""
        self.drop(generation)
        for owner in Owner:
            self._client.create_collection(
                _name(generation, owner), embedding_function=None, configuration={"hnsw": _HNSW}
            )
        return self.open(generation, means)

    def open(self, generation: int, means: Means) -> ChromaIndex:
        """A generation that is there; raises IndexGone."""
        try:
            found = {
                owner: self._client.get_collection(_name(generation, owner), embedding_function=None)
                for owner in Owner
            }
        except NotFoundError as error:
            raise IndexGone(f"generation {generation} is not in Chroma") from error
        return ChromaIndex(found, means)

    def drop(self, generation: int) -> None:
        """Delete a generation if it is there."""
        for owner in Owner:
            try:
                self._client.delete_collection(_name(generation, owner))
            except NotFoundError:
                continue

    def generations(self) -> set[int]:
        """Numbers of all generations that have anything in Chroma."""
        names = (collection.name for collection in self._client.list_collections())
        return {int(name.split("-")[1]) for name in names if name.startswith("generation-")}


class ChromaIndex:
    """One generation in Chroma."""

    def __init__(self, collections: Mapping[Owner, chromadb.Collection], means: Means) -> None:
        self._collections = collections
        self._means = means

    def nearest(self, owner: Owner, question: Vector, limit: int) -> Found:
        """The nearest texts of one kind of owner; raises IndexGone."""
        try:
            found = self._collections[owner].query(query_embeddings=[question], n_results=limit, include=[])
        except NotFoundError as error:
            raise IndexGone(str(error)) from error
        return Found(found["ids"][0], self._means)

    def upsert(self, texts: Sequence[Embedded]) -> None:
        """Write texts less their language's mean; running it again changes nothing."""
        for owner, collection in self._collections.items():
            own = [text for text in texts if text.owner is owner]
            if own:
                shifted = [_shifted(text, self._means) for text in own]
                collection.upsert(ids=[text.id for text in own], embeddings=shifted)

    def delete(self, ids: Sequence[str]) -> None:
        """Forget texts, whichever owner they had."""
        if ids:
            for collection in self._collections.values():
                collection.delete(ids=list(ids))

    def count(self, owner: Owner) -> int:
        """How many texts of one kind of owner are in it."""
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
    return ChromaFolder(chromadb.PersistentClient(str(path), _settings()))


def open_server(url: str) -> ChromaFolder:
    """Chroma as a server (`chroma run`)."""
    host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
    return ChromaFolder(chromadb.HttpClient(host, int(port or 8000), settings=_settings()))


def _settings() -> Settings:
    return Settings(anonymized_telemetry=False)


def _name(generation: int, owner: Owner) -> str:
    return f"generation-{generation}-{owner}"


def _shifted(text: Embedded, means: Means) -> Vector:
    mean = means.get(text.language)
    return text.vector if mean is None else (text.vector - mean).astype(np.float32)
