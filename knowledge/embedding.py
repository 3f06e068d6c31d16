"""The way in to embedding: the protocol, and which model stands behind a name."""

from __future__ import annotations

from pathlib import Path

from knowledge.embedding_model import EmbeddingModel, ModelDamaged, ModelNotPrepared, Vector

__all__ = [
    "PACKAGED",
    "EmbeddingModel",
    "ModelDamaged",
    "ModelNotPrepared",
    "Vector",
    "load_model",
]

PACKAGED = "packaged"


def load_model(
    name: str,
    cache_dir: Path,
    *,
    question_prompt: str = "query: ",
    passage_prompt: str = "passage: ",
) -> EmbeddingModel:
    """The model of this name: the packaged one, or a sentence-transformers folder or hub name.

    The prompts are for sentence-transformers; the packaged model knows its own.
    """
    # Each model's libraries are heavy: only those of the chosen model are imported.
    if name == PACKAGED:
        from knowledge.embedding_folder import prepared_folder  # noqa: PLC0415
        from knowledge.embedding_packaged import PackagedModel  # noqa: PLC0415

        return PackagedModel(prepared_folder(cache_dir))
    from knowledge.embedding_sentence_transformers import (  # noqa: PLC0415
        SentenceTransformersModel,
    )

    return SentenceTransformersModel(name, question_prompt, passage_prompt)
