"""Where a sentence or a point begins a need of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.contexts import Context
from bot.kinship import Kinds
from bot.pieces import pieces_of, units_of
from bot.sections import Read, Section, sections, unread
from bot.understanding import named_kinds
from knowledge.embedding_folder import DIMENSION
from knowledge.vocabulary import Language

EN = Language.EN
TRY = "But nobody at the hospital can tell us who may say yes to a study with our patch."
MONEY = "Then our money runs out in May, and the bank does not want to lend us any."
STORY = "We are five people in Uppsala with a patch that heals leg ulcers."


def names(text: str) -> Kinds:
    return frozenset(named_kinds(text, EN)) if text else frozenset()


def means(*own: tuple[float, ...]) -> Read:
    """Reads the sentences of a message: each has a meaning of these first figures, so small that they tell little."""

    def read(parts: Sequence[str]) -> list[Context | None]:
        rows = np.zeros((len(parts), DIMENSION), np.float32)
        for row, figures in zip(rows, own, strict=True):
            row[: len(figures)] = [figure / 1_000 for figure in figures]
        return [Context(row, np.zeros(DIMENSION, np.float32)) for row in rows]

    return read


def cut(message: str) -> tuple[Section, ...]:
    return sections(pieces_of(message), names, EN, unread, likely_enough=0.5)


def needs(message: str) -> list[str]:
    return [one.text for one in cut(message) if one.needs]


def test_each_sentence_that_tells_a_trouble_begins_a_need_though_none_names_the_help() -> None:
    assert needs(f"{STORY} {TRY} {MONEY}") == [TRY, MONEY]


def test_what_only_tells_who_we_are_stands_beside_the_needs() -> None:
    told = [one.text for one in cut(f"{STORY} {TRY} {MONEY}") if not one.needs]

    assert told == [STORY]


def test_where_no_second_need_begins_there_are_no_sections() -> None:
    assert cut(STORY) == ()
    assert cut(f"{STORY} {TRY}") == ()


def test_a_kind_of_support_that_is_named_again_is_no_further_need() -> None:
    message = "We need lab space. We also need a patent. The lab space should be a wet lab, who has one?"

    assert len(needs(message)) == 2


def test_points_under_a_named_need_tell_more_about_it() -> None:
    assert cut("We look for lab space:\n- fume hoods\n- a clean room") == ()


def test_points_of_a_list_are_needs_of_their_own() -> None:
    listed = "This is missing:\n- blood from newborns\n- somebody who knows methylation data\n- a place to sit"

    assert needs(listed) == ["blood from newborns", "somebody who knows methylation data", "a place to sit"]


def test_what_only_says_that_points_follow_is_no_need() -> None:
    listed = "Looking for: 1) a facility for viral vectors 2) someone who knows gene therapy rules 3) a place to sit"

    assert needs(listed) == ["a facility for viral vectors", "someone who knows gene therapy rules", "a place to sit"]


def test_questions_that_name_different_kinds_of_support_are_needs_of_their_own() -> None:
    assert len(needs("Who rents out lab space? Who can tell us about MDR? And who helps us with seed capital?")) == 3


def test_a_question_that_means_the_same_as_the_need_before_asks_for_that_need() -> None:
    message = "We want to make a first batch of our plasmid. Who could grow it for us?"

    def bounds_that_cut(*question: float) -> int:
        read = means((1.0, 0.0), question)
        return sum(bool(sections(pieces_of(message), names, EN, read, 0.5**bound)) for bound in range(20))

    assert bounds_that_cut(1.0, 0.0) < bounds_that_cut(0.0, 1.0)


def test_the_less_is_asked_for_the_more_needs_are_found() -> None:
    def found(enough: float) -> int:
        return len(sections(pieces_of(f"{STORY} {TRY} We have 400 samples in a freezer."), names, EN, unread, enough))

    assert found(0.99) == 0 < found(0.01)


def test_only_a_message_of_several_sentences_is_read_and_then_once() -> None:
    read: list[Sequence[str]] = []

    def reads(parts: Sequence[str]) -> list[None]:
        read.append(parts)
        return unread(parts)

    sections(pieces_of(TRY), names, EN, reads, 0.5)
    assert read == []

    sections(pieces_of(f"{STORY} {TRY} {MONEY}"), names, EN, reads, 0.5)
    assert read == [[STORY, TRY, MONEY]]


def test_a_further_wish_in_a_sentence_is_a_unit_of_its_own() -> None:
    units = units_of(pieces_of("We need a loan, who lends to us? The sun shines."))

    assert [unit[0].text for unit in units] == ["We need a loan", "who lends to us?", "The sun shines."]
