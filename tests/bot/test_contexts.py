"""What each part of a message means within it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.contexts import Context, contexts, places
from knowledge.embedding_model import Reading, without_tokens

MESSAGE = "We are five.  We need a lab."
PARTS = ["We are five.", "We need a lab."]
EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def read(*tokens: tuple[float, float, int, int]) -> Reading:
    """A reading of tokens, each with two numbers and where it begins and ends."""
    figures = np.array(tokens)
    return Reading(EAST, figures[:, :2].astype(np.float32), figures[:, 2:].astype(np.int64))


def test_a_part_means_what_its_own_tokens_mean_and_all_parts_share_the_message() -> None:
    story, need = contexts(PARTS, MESSAGE, read((2, 0, 0, 6), (4, 0, 7, 12), (0, 6, 14, 28)))

    assert story is not None
    assert need is not None
    assert story.own == pytest.approx(EAST)
    assert need.own == pytest.approx(NORTH)
    assert np.array_equal(story.message, need.message)
    assert need.message == pytest.approx(np.array([1, 1]) / 2**0.5)
    assert need.both == pytest.approx([0, 1, *need.message])


def test_parts_that_differ_lie_apart_and_what_is_all_of_a_message_lies_nowhere() -> None:
    story, need = (Context(own, np.array([0.6, 0.8], np.float32)) for own in (EAST, NORTH))

    assert float(story.apart @ need.apart) < 0
    assert not Context(EAST, EAST).apart.any()


def test_what_a_model_does_not_tell_or_did_not_read_is_unknown() -> None:
    assert contexts(PARTS, MESSAGE, without_tokens(EAST)) == [None, None]

    read_so_far = contexts(PARTS, MESSAGE, read((1, 0, 0, 6)))
    assert read_so_far[0] is not None
    assert read_so_far[1] is None


def test_parts_are_found_where_they_stand_though_spaces_differ() -> None:
    message = "We need a lab.\n\n We need a lab\tand a desk."

    assert [message[start:end] for start, end in places(["We need a lab.", "We need a lab", "a desk."], message)] == [
        "We need a lab.",
        "We need a lab",
        "a desk.",
    ]
