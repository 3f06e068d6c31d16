from __future__ import annotations

import pytest
from sqlalchemy import Engine

from knowledge import store
from knowledge.embedding_model import Vector
from knowledge.vectors import VectorCache, keep_missing
from tests.fakes import WordEmbedder


def test_a_text_is_embedded_once(engine: Engine, model: WordEmbedder) -> None:
    keep_missing(engine, "words", model.embed_passage, ["en text", "en till", "en text"])

    keep_missing(engine, "words", model.embed_passage, ["en text", "en tredje"])

    assert sorted(model.embedded) == ["en text", "en till", "en tredje"]


def test_an_interrupted_embedding_is_not_done_again(engine: Engine) -> None:
    texts = [f"text {number}" for number in range(100)]
    failing = _Failing(after=70)
    with pytest.raises(KeyboardInterrupt):
        keep_missing(engine, "words", failing.embed_passage, texts)

    later = WordEmbedder()
    keep_missing(engine, "words", later.embed_passage, texts)

    assert sorted(later.embedded) == sorted(texts[64:])


def test_progress_is_told_of_all_that_is_missing(engine: Engine, model: WordEmbedder) -> None:
    steps: list[tuple[int, int]] = []
    texts = [f"text {number}" for number in range(70)]

    keep_missing(engine, "words", model.embed_passage, texts, lambda *step: steps.append(step))

    assert steps == [(64, 70), (70, 70)]


def test_others_can_write_while_a_model_works(engine: Engine) -> None:
    keep_missing(engine, "words", _Writing(engine).embed_passage, ["en text", "en till"])

    with engine.connect() as db:
        assert store.fact(db, "en till") == "embedded"


def test_a_question_and_a_passage_keep_a_vector_each(engine: Engine, model: WordEmbedder) -> None:
    cache = VectorCache(engine, model)

    cache.passages(["en text"])
    cache.questions(["en text"])
    again = cache.questions(["en text"])

    assert model.embedded == ["en text", "en text"]
    assert again["en text"].shape == (model.dimension,)


class _Failing(WordEmbedder):
    """Is stopped by the person at the keyboard after some texts."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def embed_passage(self, text: str) -> Vector:
        if len(self.embedded) >= self._after:
            raise KeyboardInterrupt
        return super().embed_passage(text)


class _Writing(WordEmbedder):
    """Works beside another writer of the same database."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def embed_passage(self, text: str) -> Vector:
        with self._engine.begin() as db:
            store.keep_fact(db, text, "embedded")
        return super().embed_passage(text)
