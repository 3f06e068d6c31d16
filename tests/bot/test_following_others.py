"""Others than were suggested, and the same for another sector: turns that keep the need."""

from dataclasses import replace

import pytest

from bot.following import Before, Relation, followed
from knowledge.vocabulary import Language, SupportKind
from tests.bot.test_following import EN, GRANT, LAB, SV, VAGUE


@pytest.mark.parametrize(
    ("question", "language", "base"),
    [
        ("någon annan?", SV, LAB),
        ("finns det fler?", SV, LAB),
        ("fler alternativ?", SV, LAB),
        ("Finns det någon annan labbplats?", SV, LAB),
        ("har ni något annat förslag?", SV, LAB),
        ("finns det något billigare?", SV, LAB),
        ("any others?", EN, GRANT),
        ("who else?", EN, GRANT),
        ("any other alternatives? we've already talked to the first one", EN, GRANT),
        ("do you have something cheaper?", EN, GRANT),
        ("Is there another one?", EN, GRANT),
    ],
)
def test_others_are_wanted_for_the_same_need(question: str, language: Language, base: Before) -> None:
    found = followed(question, language, [base])

    assert (found.relation, found.question) == (Relation.OTHERS, base.question)
    assert found.seen == set(base.service_ids)


def test_who_asks_for_others_twice_has_seen_all_that_came_before() -> None:
    again = replace(LAB, service_ids=("lab-d",), seen=frozenset(LAB.service_ids))

    assert followed("fler?", SV, [again]).relation is not Relation.OTHERS
    assert followed("finns det fler?", SV, [again]).seen == {"lab-a", "lab-b", "lab-c", "lab-d"}


@pytest.mark.parametrize("question", ["Finns det några andra bidrag?", "finns det något annat i Uppsala?"])
def test_what_asks_for_something_else_is_not_the_same_need(question: str) -> None:
    assert followed(question, SV, [LAB]).relation is not Relation.OTHERS


def test_nothing_was_suggested_so_there_are_no_others() -> None:
    assert followed("finns det fler?", SV, [VAGUE]).relation is not Relation.OTHERS


@pytest.mark.parametrize("question", ["och för medicinteknik?", "hur är det för en medicinteknisk produkt?"])
def test_an_elliptic_question_changes_the_sector_and_leaves_the_need(question: str) -> None:
    base = Before("Vi behöver regulatoriska råd för vårt läkemedel", SV, (SupportKind.REGULATORY,), service_ids=("lv",))

    found = followed(question, SV, [base])

    assert found.relation is Relation.CORRECTION
    assert "regulatoriska råd" in found.question
    assert "läkemedel" not in found.question
    assert "medicintekni" in found.question
