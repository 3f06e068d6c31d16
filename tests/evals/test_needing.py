"""Learning what tells a sentence that begins a need."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.needing import CONSTANT, FILE
from evals.cases import Case, load
from evals.messages import Message, Part, messages
from evals.needing import Lesson, learnt, lessons, write
from evals.needing_command import UNSEEN
from tests.evals.builders import a_case

STORY = Part("Vi är fem.", "We are five.", "story")
LAB = Part(
    "Ingen vet var man får pipettera. Helst i Solna.", "Nobody knows where to pipette. Ideally in Solna.", "need"
)
LOGO = Part("Någon måste rita en logga.", "Somebody must draw a logo.", "gap")
MESSAGE = Message("x", "prose", (STORY, LAB, LOGO))


def test_the_first_sentence_of_each_need_or_gap_begins_it() -> None:
    swedish, english = lessons([MESSAGE], [])

    assert swedish.begins == english.begins == (False, True, False, True)
    assert "sv:solna" in swedish.units[2]


def test_of_a_case_only_the_number_of_needs_is_known() -> None:
    [lesson] = lessons([], [a_case(question="We are five. We need a lab. Who has one?")])

    assert lesson.begins is None
    assert lesson.needs == 1


def test_a_case_of_one_sentence_or_of_several_turns_teaches_nothing() -> None:
    assert (
        lessons([], [a_case(question="We need a lab."), a_case(question="We are five. A lab?", turns=("And?",))]) == []
    )


def test_what_stands_in_needs_weighs_more_than_what_stands_in_stories() -> None:
    taught = [Lesson(({"need", "both"}, {"story", "both"}), (True, False), 1)] * 20

    weights = learnt(taught)

    assert weights["need"] > 0.5 > -0.5 > weights["story"]
    assert abs(weights.get("both", 0.0)) < 0.1


def test_counted_needs_are_taken_to_begin_where_that_is_likeliest() -> None:
    labelled = [Lesson(({"need"}, {"story"}), (True, False), 1)] * 20
    counted = [Lesson(({"need", "new"}, {"story", "old"}), None, 1)] * 20

    weights = learnt([*labelled, *counted])

    assert weights["new"] > 0 > weights["old"]


def test_what_was_learnt_is_what_the_bot_reads(tmp_path: Path) -> None:
    write({"b": 0.5, CONSTANT: -1.0, "a": 1.25}, tmp_path / "weights.yaml")

    assert list(yaml.safe_load((tmp_path / "weights.yaml").read_text("utf-8")).items()) == [
        ("", -1.0),
        ("a", 1.25),
        ("b", 0.5),
    ]


def test_the_kept_weights_are_those_that_the_command_learns() -> None:
    cases: list[Case] = [case for case in load(split="dev") if case.group != UNSEEN]

    again, kept = learnt(lessons(messages(), cases)), yaml.safe_load(FILE.read_text("utf-8"))

    apart = [mark for mark in {*again, *kept} if abs(again.get(mark, 0.0) - kept.get(mark, 0.0)) > 0.1]
    assert len(apart) <= 0.01 * len(kept), apart
