"""Needs that no word of the vocabulary names."""

from __future__ import annotations

from bot.sensing import Heard
from bot.splitting import needs_in
from knowledge.vocabulary import Language

EN = Language.EN


def test_a_trouble_that_is_only_told_is_a_need_beside_what_is_asked() -> None:
    told = "Then nobody has made our enzyme so that it may be infused."

    assert needs_in(f"Who rents us lab space? {told}", EN) == ("Who rents us lab space?", told)


def test_a_message_that_as_a_whole_asks_for_what_no_service_gives_stays_whole() -> None:
    message = "We rent premises and want to leave. Which lawyer can we ask about our investors?"

    assert needs_in(message, EN) == (message,)


def test_each_need_is_searched_with_the_story_around_it() -> None:
    message = "We are five in Solna. We need dried blood spots. We need seed capital."

    assert needs_in(message, EN) == (
        "We need dried blood spots. We are five in Solna.",
        "We need seed capital. We are five in Solna.",
    )


def test_a_word_that_names_another_kind_does_not_part_what_is_one_need() -> None:
    message = "We have DNA from our clinical trial and want it read on arrays. No chips left, who reads arrays?"

    assert needs_in(message, EN) == (message,)


def test_of_very_many_points_of_lists_only_some_are_heard_and_of_a_long_one_none() -> None:
    heard: list[str] = []

    def sense(text: str) -> Heard:
        heard.append(text)
        return Heard()

    def message(lists: int) -> str:
        return " ".join(f"We need tool {one}, part {one}, thing {one} and device {one}." for one in range(lists))

    needs_in(message(6), EN, sense)
    assert len(heard) == 12

    heard.clear()
    needs_in(message(24), EN, sense)
    assert heard == []
