"""What several tests of knowledge share."""

from __future__ import annotations

import pytest

from knowledge.embedding import PACKAGED, EmbeddingModel, load_model
from knowledge.embedding_preparation import default_cache_dir, prepare


@pytest.fixture(scope="session")
def packaged_model() -> EmbeddingModel:
    """The packaged model, prepared once on a machine."""
    prepare(default_cache_dir())
    return load_model(PACKAGED, default_cache_dir())
