"""Every member of a closed list has words that a person can read."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain

import pytest

from knowledge.labels import entry, label
from knowledge.lexicon import stems
from knowledge.vocabulary import (
    Audience,
    Channel,
    Language,
    Place,
    Sector,
    Stage,
    State,
    SupportKind,
)

LISTS: list[type[StrEnum]] = [
    SupportKind,
    Stage,
    Sector,
    Place,
    Audience,
    State,
    Channel,
    Language,
]
MEMBERS = list(chain.from_iterable(LISTS))


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_every_member_is_called_something_in_both_languages(member: StrEnum) -> None:
    called = label(member)

    assert all(called.in_(language).strip() == called.in_(language) != "" for language in Language)


@pytest.mark.parametrize("member", [*SupportKind, *Stage, *Sector], ids=str)
def test_what_a_company_can_choose_is_explained_and_has_words(member: StrEnum) -> None:
    found = entry(member)

    assert found.means is not None
    assert all(found.means.in_(language) for language in Language)
    assert all(found.words.in_(language) for language in Language)


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.__name__)
def test_no_two_members_of_a_list_are_called_the_same(listed: type[StrEnum]) -> None:
    for language in Language:
        called = [label(member).in_(language) for member in listed]

        assert len(called) == len(set(called))


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_no_word_consists_of_stop_words_only(member: StrEnum) -> None:
    found = entry(member).words

    assert all(stems(word, language) for language in Language for word in found.in_(language))


def test_a_kind_is_called_what_the_field_calls_it() -> None:
    assert label(SupportKind.TEST_BED).in_(Language.SV) == "Testbädd"
    assert label(SupportKind.TEST_BED).in_(Language.EN) == "Test bed"
