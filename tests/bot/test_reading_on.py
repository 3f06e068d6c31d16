"""Turns that go on with what was said before."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.memory import Thread
from bot.models import Asked
from bot.reading import in_context, read
from bot.standing import NOBODY, Pointed
from knowledge.vocabulary import Language, Place, SupportKind
from tests.bot.test_reading import ASKED, BEFORE, PENDING, THREAD, WAITING


def test_who_has_said_no_is_remembered_as_long_as_the_need_is_the_same() -> None:
    def point(text: str, _: Sequence[str]) -> Pointed:
        return Pointed(refused=frozenset({"lab-b"})) if "nej" in text else NOBODY

    refused = replace(BEFORE, refused=frozenset({"lab-a"}))
    thread = Thread((refused,), Language.SV)

    assert read(Asked("Labb B sa nej"), thread, point=point).refused == {"lab-a", "lab-b"}
    assert read(Asked("vad kostar det?"), thread, point=point).refused == {"lab-a"}
    assert read(Asked("Vem hjälper oss med ett patent?"), thread, point=point).refused == set()


def test_a_turn_that_seems_new_can_be_read_with_what_was_asked_before() -> None:
    turn = read(Asked("och hur registrerar vi filialen?"), THREAD)

    assert in_context(turn).searched == f"{ASKED}. och hur registrerar vi filialen?"
    assert in_context(turn).follows


def test_a_word_or_two_are_not_read_with_what_was_asked_before() -> None:
    assert read(Asked("jaha ja"), THREAD).before == ""


def test_who_cannot_choose_but_tells_of_an_idea_is_heard() -> None:
    turn = read(Asked("I don't know where to start, I have an idea for a pill dispenser for dementia"), WAITING)

    assert "pill dispenser" in turn.searched


@pytest.mark.parametrize(("text", "kind"), [("labb", SupportKind.LAB_SPACE), ("a trial", SupportKind.CLINICAL_TRIAL)])
def test_a_word_that_says_too_little_alone_answers_what_is_needed(text: str, kind: SupportKind) -> None:
    turn = read(Asked(text), WAITING)

    assert (turn.kind, turn.need.kinds) == (kind, (kind,))
    assert turn.searched.startswith("Vi vill testa ")
    assert turn.question == text
    assert turn.insist


def test_that_word_answers_no_question_of_another_sort_and_none_that_waits() -> None:
    about_stage = Thread(pending=replace(PENDING, choices=frozenset({"stage:idea", "stage:growth"})))

    assert read(Asked("labb"), about_stage).kind is None
    assert read(Asked("labb"), Thread()).kind is None


def test_a_place_that_is_denied_is_not_taken_over_from_before() -> None:
    assert read(Asked("inte bara Solna, var som helst"), THREAD).need.place is None
    assert read(Asked("vad kostar det?"), THREAD).need.place is Place.SOLNA
