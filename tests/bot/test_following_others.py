"""Others than were suggested, and the same for another sector: turns that keep the need."""

from dataclasses import replace

import pytest

from bot.follow_reading import read
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


@pytest.mark.parametrize(
    ("question", "language", "base", "new", "old"),
    [
        ("och proteiner istället för dna?", SV, "Vi vill få DNA ur 200 prover sekvenserat", "proteiner", "DNA"),
        ("what about proteins rather than DNA?", EN, "Which facility sequences DNA?", "proteins", "DNA"),
        ("not mice but zebrafish", EN, "Who keeps mice for us?", "zebrafish", "mice"),
        ("inte mus utan zebrafisk", SV, "Vem gör test på mus?", "zebrafisk", "mus"),
    ],
)
def test_one_thing_is_put_in_the_place_of_another(
    question: str, language: Language, base: str, new: str, old: str
) -> None:
    found = followed(question, language, [Before(base, language, service_ids=("a",))])

    assert (found.relation, found.question) == (Relation.CORRECTION, base.replace(old, new))


def test_what_was_never_asked_for_cannot_be_replaced() -> None:
    base = Before("Vi söker labb", SV, (SupportKind.LAB_SPACE,), service_ids=("a",))

    assert "zebrafisk" in followed("inte mus utan zebrafisk", SV, [base]).question


@pytest.mark.parametrize(
    ("question", "language", "spoken"),
    [
        ("ta det på svenska är du snäll", EN, SV),
        ("Switch to English please, I have to forward it to Pune.", SV, EN),
    ],
)
def test_a_request_for_a_language_may_be_long_winded(question: str, language: Language, spoken: Language) -> None:
    found = followed(question, language, [LAB])

    assert (found.relation, found.language, found.question) == (Relation.LANGUAGE, spoken, LAB.question)


def test_a_stage_that_is_only_told_is_no_need_of_a_trial() -> None:
    base = Before("Seed money for a drug company?", EN, (SupportKind.EQUITY,), service_ids=("fund",))

    assert read("It is in phase 1 now.", EN, base).kinds == ()
    assert [one.value for one in read("Who runs phase 1 for us?", EN, base).kinds] == [SupportKind.CLINICAL_TRIAL]


def test_a_move_keeps_the_need_and_adds_what_else_is_said() -> None:
    base = Before("Need investigators for a trial in Stockholm, whom do I ask?", EN, (), service_ids=("forum",))

    found = followed("Change of plan. Sites should be in Uppsala and Dalarna.", EN, [base])

    assert found.relation is Relation.CORRECTION
    assert found.question.startswith("Need investigators for a trial in Uppsala")
    assert "Dalarna" in found.question


@pytest.mark.parametrize("said", ["inte bara Stockholm utan hela landet", "vi är inte i Stockholm"])
def test_a_place_that_is_no_limit_any_more_is_left_out(said: str) -> None:
    base = Before("Vi behöver kapital i Stockholm", SV, (SupportKind.EQUITY,), service_ids=("fund",))

    found = followed(said, SV, [base])

    assert (found.relation, found.question) == (Relation.CORRECTION, "Vi behöver kapital")


@pytest.mark.parametrize(
    ("kind", "question", "left"),
    [
        (SupportKind.EQUITY, "no, preferably without an investor", "a grant or a loan"),
        (SupportKind.LOAN, "no, preferably without a loan", "a grant"),
    ],
)
def test_where_one_kind_of_money_is_not_wanted_the_others_are_left(kind: SupportKind, question: str, left: str) -> None:
    word = "an investor" if kind is SupportKind.EQUITY else "a loan"
    base = Before(f"Where do we find {word} for a prototype?", EN, (kind,), service_ids=("a",))

    found = followed(question, EN, [base])

    assert (found.relation, left in found.question) == (Relation.CORRECTION, True)


def test_a_statement_answers_a_question_back_in_its_own_words() -> None:
    found = followed("not a company yet, just my research group at the hospital", EN, [replace(VAGUE, language=EN)])

    assert (found.relation, found.question.startswith(VAGUE.question[:-1])) == (Relation.ADDED, True)
