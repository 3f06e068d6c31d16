"""A question that is read whole tells what its parts mean within it."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.embedding import EmbeddingModel

QUESTION = "Var kan vi få hjälp med en klinisk prövning?"


def test_a_question_that_is_read_has_the_vector_of_one_that_is_embedded(packaged_model: EmbeddingModel) -> None:
    read = packaged_model.read_question(QUESTION)

    assert read.vector.tobytes() == packaged_model.embed_question(QUESTION).tobytes()


def test_the_parts_of_a_question_mean_other_things_in_another_message(packaged_model: EmbeddingModel) -> None:
    question, told = "Who can help us?", "We want to try our gel on patients."
    alone, after = packaged_model.read_question(question), packaged_model.read_question(f"{told} {question}")

    by_itself, within, story = (
        alone.meaning(0, len(question)),
        after.meaning(len(told) + 1, len(told) + 1 + len(question)),
        after.meaning(0, len(told)),
    )

    assert by_itself is not None
    assert within is not None
    assert story is not None
    assert np.linalg.norm(within) == pytest.approx(1, abs=1e-5)
    assert float(story @ within) > float(story @ by_itself)


def test_of_a_long_question_only_the_parts_that_were_read_have_a_meaning(packaged_model: EmbeddingModel) -> None:
    long = "prov " * 600
    read = packaged_model.read_question(long)

    assert read.meaning(0, 4) is not None
    assert read.meaning(len(long) - 5, len(long) - 1) is None
    assert read.places.min() >= -1
