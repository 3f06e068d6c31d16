"""What a plain LangChain retrieval chain over Chroma finds: the one door of langchain_chroma."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.runnables import RunnableLambda

from knowledge.embedding_model import EmbeddingModel, Vector
from knowledge.texts import SearchText

NAME = "LangChain + Chroma"
_FETCHED = 20
ABOUT = f"a plain retrieval chain: Chroma's {_FETCHED} nearest texts, in their order"


class KeptEmbeddings(Embeddings):
    """Our model as LangChain sees it; texts have their vectors already, questions get theirs when asked."""

    def __init__(self, model: EmbeddingModel, kept: Mapping[str, Vector]) -> None:
        self._model = model
        self._kept = kept

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors that are kept for these texts."""
        return [self._kept[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(number) for number in self._model.embed_question(text)]


def chain(
    texts: Sequence[SearchText], vectors: Sequence[Vector], model: EmbeddingModel
) -> Callable[[str], Sequence[str]]:
    """Ids of texts for a question, nearest first, by a chain over a store in memory; raises ValueError for no texts."""
    if not texts:
        raise ValueError("a chain needs texts")
    kept = {text.searched: vector for text, vector in zip(texts, vectors, strict=True)}
    store = Chroma.from_texts(
        [text.searched for text in texts],
        KeptEmbeddings(model, kept),
        ids=[text.id for text in texts],
        # Stores in memory share one Chroma per process: each has its own name.
        collection_name=f"baseline-{uuid4()}",
        # With Chroma's own defaults two builds from the same texts give different lists.
        collection_configuration={
            "hnsw": {"space": "cosine", "ef_search": 400, "ef_construction": 200, "max_neighbors": 24}
        },
    )
    found = store.as_retriever(search_kwargs={"k": _FETCHED}) | RunnableLambda(_ids)
    return found.invoke


def _ids(documents: list[Document]) -> list[str]:
    return [str(document.id) for document in documents]
