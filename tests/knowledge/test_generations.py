"""One generation answers; the next one waits until it is built."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import Connection, Engine

from knowledge import generations
from knowledge.vocabulary import Language


def test_without_a_generation_none_is_active(engine: Engine) -> None:
    with engine.connect() as db:
        assert generations.active(db) is None


def test_a_generation_keeps_the_means_that_it_froze_exactly(engine: Engine) -> None:
    chance = np.random.default_rng(3)
    means = {language: chance.normal(size=384).astype(np.float32) for language in Language}
    with engine.begin() as db:
        generations.flip(db, generations.begin(db, "words", means))

        kept = generations.active(db)

    assert kept is not None
    assert all(np.array_equal(kept.means[language], means[language]) for language in Language)


def test_a_generation_without_means_has_none(engine: Engine) -> None:
    with engine.begin() as db:
        generations.flip(db, generations.begin(db, "words", {}))

        kept = generations.active(db)

    assert kept is not None
    assert kept.means == {}


def test_the_old_generation_answers_until_the_new_one_is_finished(engine: Engine) -> None:
    with engine.begin() as db:
        old = generations.begin(db, "words", {})
        generations.flip(db, old)
        new = generations.begin(db, "words", {})

        assert generations.active(db) == old
        generations.flip(db, new)
        assert generations.active(db) == new


def test_a_flip_that_is_interrupted_leaves_the_old_generation(engine: Engine) -> None:
    with engine.begin() as db:
        old = generations.begin(db, "words", {})
        generations.flip(db, old)
        new = generations.begin(db, "words", {})

    def flip_and_fail(db: Connection) -> None:
        generations.flip(db, new)
        raise InterruptedError

    with pytest.raises(InterruptedError), engine.begin() as db:
        flip_and_fail(db)

    with engine.connect() as db:
        assert generations.active(db) == old
