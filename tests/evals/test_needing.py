"""Learning what tells a sentence that begins a need."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from bot.contexts import Context
from bot.kinship import Kinds
from bot.machines import load as load_machine
from bot.needing import CONSTANT, FILE, Learnt, Unit, Weights
from bot.pieces import pieces_of
from evals.cases import load
from evals.messages import Message, Part, messages
from evals.needing import Checked, checked, machine, weights, write
from evals.needing_command import UNSEEN
from evals.needing_lessons import Lesson, lessons
from knowledge.embedding_model import Reading, Vector
from knowledge.vocabulary import Language
from tests.evals.builders import a_case

EN = Language.EN
STORY = Part("Vår pump läcker.", "Our pump leaks.", "story")
LAB = Part(
    "Ingen vet var man får pipettera. Helst i Solna.", "Nobody knows where to pipette. Ideally in Solna.", "need"
)
LOGO = Part("Någon måste rita en logga.", "Somebody must draw a logo.", "gap")
MESSAGE = Message("x", "prose", (STORY, LAB, LOGO))


def a_unit(text: str, *meaning: float) -> Unit:
    own: Vector = np.array(meaning, np.float32)
    return Unit(tuple(pieces_of(text)), Kinds(), Context(own, np.zeros_like(own)) if meaning else None)


def a_lesson(*units: Unit, begins: tuple[bool, ...] | None = (True, False)) -> Lesson:
    return Lesson(units, EN, begins, 1)


def test_the_first_sentence_of_each_need_or_gap_begins_it() -> None:
    swedish, english = lessons([MESSAGE], [])

    assert swedish.begins == english.begins == (False, True, False, True)
    assert [unit.text for unit in swedish.units][2] == "Helst i Solna."


def test_what_only_says_who_asks_teaches_nothing() -> None:
    hello = Part("Hej! Vi är ett litet bolag.", "Hi! We are a small company.", "story")

    with_hello, without = lessons([Message("x", "prose", (hello, *MESSAGE.parts))], []), lessons([MESSAGE], [])

    assert with_hello == without


def test_each_message_is_read_whole_and_its_sentences_in_it() -> None:
    read: list[str] = []

    def reads(message: str) -> Reading:
        read.append(message)
        tokens = np.array([[1, 0], [0, 1]], np.float32)
        return Reading(tokens[0], tokens, np.array([[0, 3], [len(message) - 2, len(message)]]))

    swedish, english = lessons([Message("x", "prose", (STORY, LOGO))], [], reads)

    assert read == [f"{STORY.sv} {LOGO.sv}", f"{STORY.en} {LOGO.en}"]
    for lesson in (swedish, english):
        assert [list(unit.context.own) for unit in lesson.units if unit.context] == [[1, 0], [0, 1]]
    assert all(unit.context is None for unit in english.unread.units)


def test_of_a_case_only_the_number_of_needs_is_known() -> None:
    [lesson] = lessons([], [a_case(question="We are five. We need a lab. Who has one?")])

    assert lesson.begins is None
    assert lesson.needs == 1


def test_a_case_of_one_sentence_or_of_several_turns_teaches_nothing() -> None:
    cases = [a_case(question="We need a lab."), a_case(question="We are five. A lab?", turns=("And?",))]

    assert lessons([], cases) == []


def test_what_stands_in_needs_weighs_more_than_what_stands_in_stories() -> None:
    found = weights([a_lesson(a_unit("alpha both"), a_unit("beta both"))] * 20).signs

    assert found["en:alpha"] > 0.5 > -0.5 > found["en:beta"]
    assert abs(found.get("en:both", 0.0)) < 0.2


def test_counted_needs_are_taken_to_begin_where_that_is_likeliest() -> None:
    labelled = [a_lesson(a_unit("alpha"), a_unit("beta"))] * 20
    counted = [a_lesson(a_unit("alpha fresh"), a_unit("beta stale"), begins=None)] * 20

    found = weights([*labelled, *counted]).signs

    assert found["en:fresh"] > 0 > found["en:stale"]


def test_where_meaning_is_known_counted_needs_begin_where_the_whole_message_is_likeliest() -> None:
    """Of the counted message the second unit means what needs do; nothing else was ever learnt of the first."""
    need, story = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
    labelled = [a_lesson(a_unit("alpha", *need), a_unit("beta", *story))] * 20
    counted = [a_lesson(a_unit("alpha", 0.0, 0.5, 0.9), a_unit("beta", 0.9, 0.0, 0.4), begins=None)] * 20

    before, after = machine(labelled), machine([*labelled, *counted])

    new = a_unit("gamma", 0.9, 0.0, 0.4).context
    assert new is not None
    assert after.worth({}, new, EN) > before.worth({}, new, EN)


def test_meaning_is_learnt_from_where_it_was_told() -> None:
    need, story = a_unit("gamma", 1.0, 0.0), a_unit("gamma", 0.0, 1.0)

    found = machine([a_lesson(need, story)] * 20)

    worth = [found.worth({}, unit.context, EN) for unit in (need, story) if unit.context]
    assert worth[0] > 0 > worth[1]
    assert not any(":" in name for name in found.features.form)


def test_what_is_checked_was_not_learnt_from() -> None:
    told = [a_lesson(a_unit("alpha"), a_unit("beta"))] * 16
    # Which of the two begins a need can only be known by heart.
    by_heart = [
        a_lesson(a_unit(f"{pair}alpha"), a_unit(f"{pair}beta"), begins=(pair in "adfg", pair not in "adfg"))
        for pair in "abcdefgh"
        for _ in Language
    ]

    assert checked(told, weights) == Checked(1.0, 1.0)
    assert checked(by_heart, weights).messages < 0.6


def test_what_is_only_counted_is_not_checked() -> None:
    counted = [a_lesson(a_unit("beta"), a_unit("alpha"), begins=None)] * 8

    assert checked([*[a_lesson(a_unit("alpha"), a_unit("beta"))] * 16, *counted], weights) == Checked(1.0, 1.0)


def test_what_was_learnt_is_what_the_bot_reads(tmp_path: Path) -> None:
    read = machine([a_lesson(a_unit("gamma", 1.0, 0.0), a_unit("gamma", 0.0, 1.0))] * 20)

    write(Learnt(Weights({CONSTANT: -1.0, "a": 1.25}), read, "a model"), tmp_path / "weights.yaml")

    assert yaml.safe_load((tmp_path / "weights.yaml").read_text("utf-8")) == {
        "model": "a model",
        "told": {"": -1.0, "a": 1.25},
    }
    assert load_machine(tmp_path / "weights.npz").added == read.added


def test_the_kept_weights_of_words_and_form_are_those_that_the_command_learns() -> None:
    cases = [case for case in load(split="dev") if case.group not in UNSEEN]

    again, kept = weights(lessons(messages(), cases)).signs, yaml.safe_load(FILE.read_text("utf-8"))["told"]

    apart = [mark for mark in {*again, *kept} if again.get(mark, 0.0) != pytest.approx(kept.get(mark, 0.0), abs=0.1)]
    assert len(apart) <= 0.01 * len(kept), apart
