"""People go on in few words: another place, not that one, one thing more, no idea which."""

from __future__ import annotations

import pytest

from bot.follow_sensing import sensed
from bot.follow_words import LEAVES_IT, is_courtesy
from bot.following import Before, Followed, Relation, followed
from bot.models import Evidence, Likeness, Outcome
from bot.standing import Pointed
from knowledge.vocabulary import Language, SupportKind
from tests.bot.test_following import EN, GRANT, LAB, SV, VAGUE

INCUBATOR = Before(
    "We need an incubator for a digital health firm", EN, (SupportKind.INCUBATOR,), service_ids=("a", "b")
)


def a_turn(question: str, base: Before, follow_up: float = 0.6, answered: float = 0.4) -> Followed:
    ways = {"answered": answered, "follow_up": follow_up, "out_of_scope": 0.3}
    seen = Evidence((), (), {why: Likeness(value, "eligibility") for why, value in ways.items()})
    return sensed(followed(question, base.language, [base]), [base], lambda _text, _language: seen)


@pytest.mark.parametrize(
    ("question", "base", "place"),
    [
        ("något närmare Uppsala?", Before("inkubator för medtech", SV, service_ids=("a",)), "Uppsala"),
        ("something closer to Uppsala please", INCUBATOR, "Uppsala"),
        ("anything nearer to Flemingsberg?", LAB, "Flemingsberg"),
        ("finns det motsvarande i Huddinge?", LAB, "Huddinge"),
    ],
)
def test_another_place_is_asked_for_and_the_need_stays(question: str, base: Before, place: str) -> None:
    found = a_turn(question, base)

    assert found.relation in {Relation.ADDED, Relation.CORRECTION}
    assert place in found.question
    assert found.question[:10] == base.question[:10]


@pytest.mark.parametrize(
    "question",
    [
        "not that one, they are fully booked",
        "Inte den, de svarar aldrig",
        "nej, inte den första",
        "De svarade inte i telefon",
        "nobody answered our mail",
        "de sa nej",
        "They already turned us down",
    ],
)
def test_who_does_not_want_the_first_or_gets_no_answer_sees_it_no_more(question: str) -> None:
    found = followed(question, LAB.language, [LAB])

    assert (found.relation, found.question, set(found.seen)) == (Relation.OTHERS, LAB.question, {"lab-a"})


@pytest.mark.parametrize("question", ["inte Sting, de har redan sagt nej", "Hmm, not Sting", "Sting sa nej"])
def test_a_refusal_leaves_the_need_as_it_is(question: str) -> None:
    found = followed(question, LAB.language, [LAB], Pointed(refused=frozenset({"sting"})))

    assert (found.relation, found.question, found.seen) == (Relation.OTHERS, LAB.question, frozenset())


@pytest.mark.parametrize("question", ["kan du ge två förslag till", "annat förslag?", "one more please?"])
def test_more_suggestions_are_others_for_the_same_need(question: str) -> None:
    assert followed(question, LAB.language, [LAB]).relation is Relation.OTHERS


@pytest.mark.parametrize(
    ("question", "base"),
    [("and nationally?", INCUBATOR), ("nåt på EU-nivå?", LAB), ("and after hours?", INCUBATOR)],
)
def test_one_thing_more_goes_with_the_need_without_what_was_shown_first(question: str, base: Before) -> None:
    found = a_turn(question, base)

    assert (found.relation, set(found.seen)) == (Relation.ADDED, set(base.service_ids[:1]))
    assert found.question.endswith(question)


@pytest.mark.parametrize("question", ["And how do we register the branch?", "where do we find money for it?"])
def test_a_question_with_words_of_its_own_is_no_detail_of_what_was_shown(question: str) -> None:
    assert a_turn(question, INCUBATOR, follow_up=0.55).relation is Relation.NEW


def test_what_somebody_tells_of_himself_after_an_answer_is_no_question_to_a_doctor() -> None:
    ways = {
        "answered": Likeness(0.3, ""),
        "follow_up": Likeness(0.5, "eligibility"),
        "no_service": Likeness(0.1, "any"),
    }
    told = "I work part time, is that fine?"

    def relation(group: str) -> Relation:
        seen = Evidence((), (), ways | {"out_of_scope": Likeness(0.6, group)})
        return sensed(followed(told, EN, [INCUBATOR]), [INCUBATOR], lambda _text, _language: seen).relation

    assert relation("medical") is Relation.DETAIL
    assert relation("misuse") is Relation.NEW


def test_what_they_do_is_a_detail_though_it_has_words_of_its_own() -> None:
    assert a_turn("Do they handle recruitment?", INCUBATOR, follow_up=0.55).relation is Relation.DETAIL


@pytest.mark.parametrize("question", ["icke utspädande", "helst något utan ägare", "labbplats eller kontor"])
def test_an_answer_to_a_question_back_is_read_with_what_was_asked(question: str) -> None:
    assert followed(question, SV, [VAGUE]).question == f"{VAGUE.question}. {question}"


@pytest.mark.parametrize(
    "said", ["vi vet inte riktigt", "spelar ingen roll", "not sure", "what do you recommend?", "both", "båda"]
)
def test_who_is_asked_back_may_leave_it(said: str) -> None:
    assert LEAVES_IT.search(said.replace("å", "a"))


@pytest.mark.parametrize("said", ["bidrag", "we need a grant", "båda våra grundare är läkare"])
def test_an_answer_leaves_nothing(said: str) -> None:
    assert not LEAVES_IT.search(said.replace("å", "a"))


@pytest.mark.parametrize("said", ["Tack för hjälpen igår!", "tack, det var allt", "great, that's all, bye", "Toppen!"])
def test_who_takes_leave_asks_for_nothing(said: str) -> None:
    assert is_courtesy(said)


@pytest.mark.parametrize("said", ["det var allt", "Tack, men vad kostar det?", "för oss"])
def test_words_of_leave_alone_are_no_courtesy(said: str) -> None:
    assert not is_courtesy(said)


@pytest.mark.parametrize(
    ("question", "language"), [("fel av mig, vi är medtech", SV), ("no, it's a medical device", EN)]
)
def test_a_corrected_sector_takes_the_place_of_the_old(question: str, language: Language) -> None:
    asked = {SV: "Vi behöver råd för vårt läkemedel", EN: "We need advice on our drug"}[language]

    found = followed(question, language, [Before(asked, language, service_ids=("a",), outcome=Outcome.ANSWERED)])

    assert found.relation is Relation.CORRECTION
    assert not {"läkemedel", "drug"} & set(found.question.replace(".", "").split())


def test_a_grant_asked_for_again_is_no_other_thing() -> None:
    assert a_turn("and the grant?", GRANT).relation is not Relation.OTHERS
