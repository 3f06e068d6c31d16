"""A machine compares a sentence with the telling ones that it keeps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.contexts import Context
from bot.machines import STEEP, Features, Machine, load, save
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
MIDDLES = {SV: np.array([0.5, 0, 0, 0], np.float32), EN: np.zeros(4, np.float32)}
FEATURES = Features(("asks", "wishes"), MIDDLES)
UPWARDS, SIDEWARDS = (Context(np.array(own, np.float32), np.array([1, 0], np.float32)) for own in ([0, 1], [1, 0]))


def a_machine() -> Machine:
    kept = np.array([FEATURES.of({"asks": 1.0}, UPWARDS, EN), FEATURES.of({}, SIDEWARDS, EN)])
    return Machine(FEATURES, kept, np.array([1.0, -1.0], np.float32), 0.0)


def test_what_is_like_a_kept_need_is_worth_more_than_nothing_and_what_is_like_a_kept_story_less() -> None:
    machine = a_machine()

    assert machine.worth({"asks": 1.0}, UPWARDS, EN) > 0 > machine.worth({}, SIDEWARDS, EN)


def test_form_and_meaning_both_count_and_a_sign_that_was_not_learnt_does_not() -> None:
    machine = a_machine()

    asked, told = machine.worth({"asks": 1.0}, UPWARDS, EN), machine.worth({}, UPWARDS, EN)
    assert asked > told > machine.worth({}, SIDEWARDS, EN)
    assert machine.worth({"asks": 1.0, "en:lab": 1.0}, UPWARDS, EN) == asked


def test_likeness_is_a_gaussian_of_the_distance() -> None:
    """One kept row alone is worth most to itself, and less with the square of the distance."""
    one = Machine(FEATURES, FEATURES.of({}, UPWARDS, EN)[np.newaxis], np.ones(1, np.float32), 0.0)

    nearest, other = one.worth({}, UPWARDS, EN), one.worth({}, SIDEWARDS, EN)

    apart = FEATURES.of({}, UPWARDS, EN) - FEATURES.of({}, SIDEWARDS, EN)
    assert other / nearest == pytest.approx(np.exp(-STEEP * float(apart @ apart)), rel=1e-5)


def test_a_language_is_measured_from_its_own_middle() -> None:
    moved = Context(np.array([0.5, 1], np.float32), np.array([1, 0], np.float32))

    np.testing.assert_allclose(FEATURES.of({}, moved, SV), FEATURES.of({}, UPWARDS, EN))


def test_what_stands_in_the_very_middle_has_no_direction() -> None:
    middle = Context(np.zeros(2, np.float32), np.zeros(2, np.float32))

    assert not FEATURES.of({}, middle, EN).any()


def test_what_was_kept_in_a_file_tells_the_same(tmp_path: Path) -> None:
    machine = a_machine()

    save(machine, tmp_path / "machine.npz")
    again = load(tmp_path / "machine.npz")

    assert again.features.form == FEATURES.form
    for signs, context, language in (({"asks": 1.0}, UPWARDS, EN), ({}, SIDEWARDS, SV)):
        assert again.worth(signs, context, language) == pytest.approx(machine.worth(signs, context, language), abs=0.02)
