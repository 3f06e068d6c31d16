"""A turn that no rule can read is told by what lies nearest: a detail, more of the same need, or a new one."""

from __future__ import annotations

import pytest

from bot.follow_merging import joined
from bot.follow_sensing import sensed
from bot.following import About, Before, Relation, followed
from bot.models import Evidence, Likeness
from knowledge.vocabulary import Language
from tests.bot.test_following import EN, LAB, SV, VAGUE


def glance(answered: float, group: str = "more", **likeness: float) -> Evidence:
    ways = {"answered": answered, "follow_up": 0.0, **likeness}
    return Evidence((), (), {why: Likeness(value, group) for why, value in ways.items()})


def relation(text: str, language: Language, seen: Evidence, base: Before = LAB) -> Relation:
    whole = followed(text, language, [base])
    return sensed(whole, [base], lambda _text, _language: seen).relation


def test_what_is_most_like_a_follow_up_asks_for_that_detail_of_what_was_suggested() -> None:
    whole = followed("tar de andra bolags bråte i förvar?", SV, [LAB])

    found = sensed(whole, [LAB], lambda _text, _language: glance(0.3, "eligibility", follow_up=0.7))

    assert (found.relation, found.about) == (Relation.DETAIL, About.ELIGIBILITY)
    assert (found.question, found.service_ids) == (LAB.question, LAB.service_ids)


@pytest.mark.parametrize("refusal", ["out_of_scope", "no_service"])
def test_a_follow_up_must_lie_nearer_than_a_refusal(refusal: str) -> None:
    seen = glance(0.3, "more", **{"follow_up": 0.7, refusal: 0.8})

    assert relation("My daughter's rash hasn't gone away, which cream?", EN, seen) is Relation.NEW


def test_a_turn_that_leans_on_the_last_and_says_no_clear_need_is_added_to_it() -> None:
    text = "they told us about spring, so rather a calmer clinic"
    whole = followed(text, EN, [LAB])

    found = sensed(whole, [LAB], lambda _text, _language: glance(0.4))

    assert found.relation is Relation.ADDED
    assert found.question == joined(LAB.question, text)


def test_a_clear_need_of_its_own_is_new_whatever_it_leans_on() -> None:
    assert relation("they told us about spring, so rather a calmer clinic", EN, glance(0.8)) is Relation.NEW


def test_what_names_another_kind_of_support_is_new() -> None:
    assert relation("och vem prövar etiken för studien?", SV, glance(0.3, follow_up=0.9)) is Relation.NEW


def test_where_nothing_was_suggested_there_is_nothing_to_follow() -> None:
    assert relation("hur många månader bråte?", SV, glance(0.3, follow_up=0.9), VAGUE) is Relation.NEW


def test_what_the_rules_have_read_is_not_looked_at_again() -> None:
    def never(_text: str, _language: Language) -> Evidence:
        raise AssertionError

    whole = followed("och vad kostar det?", SV, [LAB])

    assert sensed(whole, [LAB], never) is whole


def test_where_there_is_no_space_to_compare_in_a_turn_stays_as_the_rules_read_it() -> None:
    bare = Evidence((), (), {"follow_up": Likeness(0.9, "cost")})

    assert relation("hur många månader bråte?", SV, bare) is Relation.NEW
