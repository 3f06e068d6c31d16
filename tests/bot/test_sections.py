"""Where a sentence or a point begins a need of its own."""

from __future__ import annotations

from bot.kinship import Kinds
from bot.pieces import pieces_of, units_of
from bot.sections import Section, sections
from bot.sensing import Heard
from bot.understanding import named_kinds
from knowledge.vocabulary import Language

EN = Language.EN
TRY = "The nurses would love to try it, but nobody at the hospital can tell us who may say yes."
MONEY = "Then our money runs out in May, and the bank does not want to lend us any."
STORY = "We are five people in Uppsala with a patch that heals leg ulcers."


def names(text: str) -> Kinds:
    return frozenset(named_kinds(text, EN)) if text else frozenset()


def cut(message: str, clear: bool = False) -> tuple[Section, ...]:
    return sections(pieces_of(message), names, EN, lambda _: Heard(alone=clear))


def needs(message: str, clear: bool = False) -> list[str]:
    return [one.text for one in cut(message, clear) if one.needs]


def test_each_sentence_that_tells_a_trouble_begins_a_need_though_none_names_the_help() -> None:
    assert needs(f"{STORY} {TRY} {MONEY}") == [TRY, MONEY]


def test_what_only_tells_who_we_are_stands_beside_the_needs() -> None:
    told = [one.text for one in cut(f"{STORY} {TRY} {MONEY}") if not one.needs]

    assert told == [STORY]


def test_where_no_second_need_begins_there_are_no_sections() -> None:
    assert cut(STORY) == ()
    assert cut(f"{STORY} {TRY}") == ()


def test_a_need_named_again_goes_with_the_first_time() -> None:
    message = "We need lab space. We also need a patent. The lab space should be a wet lab, who has one?"

    assert needs(message) == [
        "We need lab space. The lab space should be a wet lab, who has one?",
        "We also need a patent.",
    ]


def test_points_under_a_named_need_tell_more_about_it() -> None:
    assert cut("We look for lab space:\n- fume hoods\n- a clean room") == ()


def test_points_of_a_list_are_needs_of_their_own() -> None:
    listed = "This is missing:\n- blood from newborns\n- somebody who knows methylation data\n- a place to sit"

    assert needs(listed) == ["blood from newborns", "somebody who knows methylation data", "a place to sit"]


def test_questions_that_name_different_kinds_of_support_are_needs_of_their_own() -> None:
    assert len(needs("Who rents out lab space? Who can tell us about MDR? And who helps us with seed capital?")) == 3


def test_a_question_after_a_need_asks_for_that_need() -> None:
    assert cut("We want to make a first batch of our plasmid next year. Who can take that on?") == ()


def test_what_may_be_a_need_by_its_form_is_one_if_its_meaning_is_clear() -> None:
    hazy = "We have samples from four hundred patients that wait in a freezer."
    message = f"{TRY} {hazy} {MONEY}"

    assert len(needs(message, clear=True)) >= len(needs(message)) == 2


def test_a_further_wish_in_a_sentence_is_a_unit_of_its_own() -> None:
    units = units_of(pieces_of("We need a loan, who lends to us? The sun shines."))

    assert [unit[0].text for unit in units] == ["We need a loan", "who lends to us?", "The sun shines."]
