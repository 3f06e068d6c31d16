"""Somebody who has made, found or thought of something is no patient and seeks no job."""

from __future__ import annotations

import pytest

from bot.makers import has_made_something, has_somewhere_to_go


@pytest.mark.parametrize(
    "text",
    [
        "Jag har uppfunnit en griptång",
        "Har en uppfinning för diabetiker",
        "har byggt en sked som inte skakar",
        "Jag har en idé om en ny kateter",
        "doktorand som hittat en ny biomarkör",
        "I have an idea for a pill box",
        "we built a small gadget",
        "I discovered a new marker",
    ],
)
def test_an_invention_an_idea_or_a_finding_is_heard(text: str) -> None:
    assert has_made_something(text)


@pytest.mark.parametrize(
    "text",
    ["Jag har ont i magen", "Which doctor should my mother see?", "Söker jobb som sjuksköterska", "My knee hurts"],
)
def test_who_only_asks_for_care_or_work_has_made_nothing(text: str) -> None:
    assert not has_made_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jag är läkare på Danderyd och har en idé om en kateter",
        "PhD student at KI, we have developed a test",
        "jobbar i hemtjänsten och har byggt ett bordsstöd",
    ],
)
def test_who_works_or_studies_somewhere_has_a_way_in_there(text: str) -> None:
    assert has_somewhere_to_go(text)


def test_who_says_nothing_of_work_is_asked_what_is_needed() -> None:
    assert not has_somewhere_to_go("Har en uppfinning för äldre. Tips?")
