from dataclasses import replace

from bot.models import Outcome
from evals.bench_questions import questions
from evals.cases import Case
from knowledge.vocabulary import Language

CASES = [
    Case("rt-1-sv", Language.SV, "Var finns labb?", Outcome.ANSWERED, "dev", "labs"),
    Case("rt-1-en", Language.EN, "Where are labs?", Outcome.ANSWERED, "dev", "labs"),
]


def test_no_two_questions_are_alike_however_many_are_asked() -> None:
    asked = questions(CASES, 50) + questions(CASES, 50, start=50)

    assert len({question.text for question in asked}) == 100


def test_a_question_stands_as_it_is_written_the_first_time_and_keeps_its_words_and_language_after() -> None:
    first, again = questions(CASES, 2), questions(CASES, 2, start=2)

    assert {(one.language, one.text) for one in first} == {(case.language, case.question) for case in CASES}
    assert {(one.language, one.text) for one in again} == {
        (Language.SV, "Var finns labb? Vi är 2 anställda."),
        (Language.EN, "Where are labs? We are 2 people."),
    }


def test_a_few_questions_are_a_mix_of_all_suites_and_the_same_at_every_run() -> None:
    cases = [replace(CASES[0], id=str(number), question=f"Fråga {number}?") for number in range(100)]

    asked = [question.text for question in questions(cases, 20)]

    assert asked == [question.text for question in questions(cases, 20)]
    assert asked != [case.question for case in cases[:20]]
    assert not set(asked) & {question.text for question in questions(cases, 80, start=20)}
