"""How likely a sentence is to begin a need."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import yaml

from bot.contexts import Context
from bot.kinship import Kinds
from bot.needing import CONSTANT, FILE, Told, Unit, Weights, knows, learnt, likely, marks, signs
from bot.pieces import pieces_of
from knowledge.embedding_folder import DIMENSION, model_digest
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language, SupportKind

SV, EN = Language.SV, Language.EN
LAB, LOAN = Kinds({SupportKind.LAB_SPACE}), Kinds({SupportKind.LOAN})


def a_unit(text: str, kinds: Kinds = LAB - LAB, *own: float) -> Unit:
    unit = Unit(tuple(pieces_of(text)), kinds)
    return replace(unit, context=in_context(*own)) if own else unit


def in_context(*own: float) -> Context:
    """A meaning of some first figures, in a message whose own is another."""
    meaning, message = np.zeros((2, DIMENSION), np.float32)
    meaning[: len(own)], message[-1] = own, 1
    return Context(meaning, message)


def after(need: Unit) -> Told:
    return Told(EN, 2, need, (need,))


def chance(text: str, language: Language, before: str = "") -> float:
    return likely(a_unit(text), Told(language, 2, a_unit(before) if before else None))


@pytest.mark.parametrize(
    ("need", "story", "language"),
    [
        (
            "The nurses would love to try it, but nobody at the hospital can tell us who decides.",
            "The nurses tried it last year, and their chief wrote a kind report about it.",
            EN,
        ),
        (
            "Dessutom behöver någon hjälpa oss att få ordning på pappren innan vi får visa det för patienter.",
            "Pappren blev klara i våras, och patienterna är redan med.",
            SV,
        ),
        (
            "We would also like to know who may say yes to a study with children.",
            "We are eleven people in Uppsala with a study behind us.",
            EN,
        ),
    ],
)
def test_a_trouble_or_a_wish_is_likelier_a_need_than_what_is_settled(need: str, story: str, language: Language) -> None:
    before = "Vi är fem." if language is SV else "We are five."

    assert chance(need, language, before) > 2 * chance(story, language, before)


def test_a_question_after_a_need_is_less_likely_a_need_of_its_own() -> None:
    batch, question = a_unit("We want to make a first batch."), a_unit("Who can take that on?")

    assert likely(question, after(batch)) < likely(question, Told(EN, 2, a_unit("We are five.")))


def test_a_point_of_a_list_is_likelier_a_need_than_the_same_words_in_a_sentence() -> None:
    lead, *point = pieces_of("We look for:\n- somebody who reads arrays")

    in_a_list = likely(Unit(tuple(point), Kinds()), Told(EN, 2, Unit((lead,), Kinds())))
    assert in_a_list > chance("somebody who reads arrays", EN, "We look for:")


def test_a_kind_that_was_named_before_is_less_likely_a_need_than_another_kind() -> None:
    loan = a_unit("We need a loan.", LOAN)

    again, other = (likely(a_unit("We need one in May.", kinds), after(loan)) for kinds in (LOAN, LAB))
    assert again < other


def test_what_means_nearly_the_same_as_what_stands_before_it_is_less_likely_a_need() -> None:
    lab = a_unit("We need a lab.", Kinds(), 1.0)

    same, other = (
        signs(a_unit("It needs a fume hood.", Kinds(), *own), after(lab)) for own in ((1.0, 0.1), (0.1, 1.0))
    )
    assert same["like the last"] > 0.9 > other["like the last"]
    assert "like the last" in learnt().read.features.form


def test_of_what_was_not_read_only_words_and_form_count() -> None:
    read, unread = a_unit("We need a lab.", LAB, 1.0), a_unit("We need a lab.", LAB)

    assert signs(read, Told(EN, 1)).keys() - signs(unread, Told(EN, 1)).keys() == {
        "in en",
        "like the last",
    }


def test_words_count_for_their_language_and_numbers_for_nothing() -> None:
    found = marks(a_unit("We need 3 rooms"), Told(EN, 1))

    assert {"en:we", "en:need", "en:rooms", "wishes", "begins", "up to 4 words"} <= set(found)
    assert not any("3" in mark for mark in found)
    assert "sv:we" not in found


def test_the_weights_of_signs_are_added_up_and_unknown_ones_count_for_nothing() -> None:
    assert Weights({CONSTANT: -1.0, "wishes": 2.0}).worth({"wishes": 1.5, "unknown": 1.0}) == 2.0


def test_what_a_sentence_means_in_its_message_decides_where_it_was_read() -> None:
    """The same words and form, once meant as a kept need means and once as a kept story does."""
    read = learnt().read
    need, story = (read.kept[pick(read.worths)][len(read.features.form) :] for pick in (np.argmax, np.argmin))

    def meant(kept: Vector) -> Unit:
        own, message = np.split(kept + read.features.middles[EN], 2)
        return replace(a_unit("We need a lab."), context=Context(own, message))

    assert likely(meant(need), Told(EN, 3)) > likely(meant(story), Told(EN, 3))


def test_what_was_learnt_of_meaning_belongs_to_the_packaged_model() -> None:
    assert knows(model_digest())
    assert not knows("another model")


def test_the_weights_of_words_are_plain_numbers_that_anybody_can_read() -> None:
    kept = yaml.safe_load(FILE.read_text("utf-8"))

    assert kept["told"][CONSTANT] != 0
    assert kept["told"]["item"] > 0 > kept["told"]["begins"]
    assert all(isinstance(weight, float) for weight in kept["told"].values())
