"""Turns that point: at somebody by name, at one suggestion by its number, or at what was told of oneself."""

import pytest

from bot.following import About, Before, Relation, followed
from bot.standing import NOBODY, Pointed
from knowledge.vocabulary import Language
from tests.bot.test_following import EN, GRANT, LAB, SV


@pytest.mark.parametrize(
    ("question", "language", "about"),
    [
        ("den tredje låter bra", SV, About.MORE),
        ("and the third one, do we have to put in money ourselves?", EN, About.MORE),
        ("the last one sounds good, what does it cost?", EN, About.COST),
    ],
)
def test_one_suggestion_is_spoken_of_by_its_number(question: str, language: Language, about: About) -> None:
    found = followed(question, language, [LAB])

    assert (found.relation, found.about, found.service_ids) == (Relation.DETAIL, about, LAB.service_ids[-1:])


@pytest.mark.parametrize(
    ("question", "language", "which"),
    [
        ("No. 2 sounds good. What do they need from us?", EN, ("lab-b",)),
        ("2 please, how do I book?", EN, ("lab-b",)),
        ("den första då, tar de emot utländska bolag?", SV, ("lab-a",)),
        ("what is the difference between the first and the second?", EN, ("lab-a", "lab-b")),
        ("compare 1 and 3", EN, ("lab-a", "lab-c")),
    ],
)
def test_a_number_may_be_said_in_many_ways_and_two_may_be_said(
    question: str, language: Language, which: tuple[str, ...]
) -> None:
    found = followed(question, language, [LAB])

    assert (found.relation, found.service_ids) == (Relation.DETAIL, which)


def test_what_a_suggestion_takes_may_be_asked_by_its_name_or_of_all() -> None:
    fee = followed("vad är medlemsavgiften hos Labb B?", SV, [LAB], Pointed(named=frozenset({"lab-b"})))
    price = followed("how much does it cost to get the data?", EN, [GRANT])

    assert (fee.about, fee.service_ids) == (About.COST, ("lab-b",))
    assert (price.about, price.service_ids) == (About.COST, GRANT.service_ids)


def test_a_legal_form_is_asked_about_and_not_for() -> None:
    found = followed("får man söka om man är enskild firma?", SV, [LAB])

    assert (found.relation, found.about) == (Relation.DETAIL, About.ELIGIBILITY)


def test_who_has_moved_corrects_the_place_and_asks_for_no_help_to_settle() -> None:
    found = followed("vi har flyttat till Uppsala", SV, [LAB])

    assert (found.relation, found.question) == (Relation.CORRECTION, LAB.question.replace("Solna", "Uppsala"))


def test_a_story_that_ends_by_asking_for_others_keeps_the_need() -> None:
    found = followed("Academic priority is a problem for us, we're in a hurry. Anyone else?", EN, [GRANT])

    assert (found.relation, found.question) == (Relation.OTHERS, GRANT.question)


def test_after_a_detail_of_one_the_third_is_still_the_third_of_all() -> None:
    told = Before("labbplats i Solna", SV, service_ids=("lab-b",), listed=("lab-a", "lab-b", "lab-c"))

    assert followed("och den tredje?", SV, [told]).service_ids == ("lab-c",)
    assert followed("vad kostar det?", SV, [told]).service_ids == ("lab-b",)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("ok toppen, då ringer jag dem", SV),
        ("bra, vi hör av oss till dem imorgon", SV),
        ("ok great, I'll call them", EN),
        ("thanks, we'll contact the first one today", EN),
    ],
)
def test_who_will_turn_to_them_is_told_how_to_reach_them(question: str, language: Language) -> None:
    assert followed(question, language, [LAB]).about is About.CONTACT


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("I only work 30 percent, does that matter?", EN),
        ("we have no revenue yet, is that a problem?", EN),
        ("vi är bara två, spelar det någon roll?", SV),
        ("jag är fortfarande anställd på sjukhuset, går det ändå?", SV),
    ],
)
def test_whether_something_stands_in_the_way_is_a_question_of_who_may_apply(question: str, language: Language) -> None:
    found = followed(question, language, [GRANT])

    assert (found.relation, found.about, found.service_ids) == (
        Relation.DETAIL,
        About.ELIGIBILITY,
        GRANT.service_ids,
    )


def test_what_names_another_kind_of_support_points_at_nothing() -> None:
    assert followed("the first thing we need is a patent", EN, [LAB]).relation is Relation.NEW


def test_who_was_suggested_and_is_asked_about_by_name_is_told_of_alone() -> None:
    found = followed("hur är det med Labb B?", SV, [LAB], Pointed(only=frozenset({"lab-b"})))

    assert (found.relation, found.about, found.service_ids) == (Relation.DETAIL, About.MORE, ("lab-b",))


def test_somebody_else_by_name_is_a_question_of_its_own() -> None:
    found = followed("hur når jag PRV?", SV, [LAB], Pointed(only=frozenset({"prv"})))

    assert (found.relation, found.question, found.only) == (Relation.NAMED, "hur når jag PRV?", frozenset({"prv"}))


def test_of_a_name_that_many_have_in_common_those_who_fit_the_need_are_meant() -> None:
    many = frozenset({"trials", "innovation", "park", "biobank"})

    found = followed("och på Karolinska?", SV, [LAB], Pointed(only=many))

    assert (found.relation, found.only) == (Relation.NAMED, many)
    assert found.question.startswith(LAB.question)


def test_who_has_said_no_is_no_need_of_its_own() -> None:
    found = followed("Labb A svarade att de inte tar in fler", SV, [LAB], Pointed(refused=frozenset({"lab-a"})))

    assert (found.relation, found.question) == (Relation.OTHERS, LAB.question)


@pytest.mark.parametrize("question", ["they told us to come back in a year", "they are fully booked", "that's too far"])
def test_what_did_not_work_leaves_the_first_out(question: str) -> None:
    found = followed(question, EN, [GRANT])

    assert (found.relation, found.seen) == (Relation.OTHERS, frozenset(GRANT.service_ids[:1]))


def test_another_house_takes_the_place_of_the_one_that_was_said() -> None:
    base = Before("jag forskar på KTH och har en idé", SV, service_ids=("kth",))

    found = followed("nej jag jobbar på KI, skrev fel", SV, [base], Pointed(home="ki", was_home="kth"))

    assert (found.relation, found.question) == (Relation.CORRECTION, "jag forskar på KI och har en idé")


def test_a_house_that_is_said_for_the_first_time_is_added() -> None:
    base = Before("vi har en idé", SV, service_ids=("advice",))

    found = followed("jag är förresten forskare på KI", SV, [base], Pointed(home="ki", was_home=""))
    corrected = followed("nej, jag är forskare på KI", SV, [base], Pointed(home="ki", was_home=""))

    assert found.relation is not Relation.CORRECTION
    assert corrected.question == "vi har en idé. nej, jag är forskare på KI"


def test_nothing_is_pointed_at_where_nothing_was_suggested() -> None:
    before = Before("labb", SV)

    assert followed("den andra låter bra", SV, [before], NOBODY).relation is Relation.NEW
