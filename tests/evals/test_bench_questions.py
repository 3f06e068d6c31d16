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


def test_a_question_keeps_its_words_and_its_language() -> None:
    swedish, english = questions(CASES, 2)

    assert (swedish.language, swedish.text) == (Language.SV, "Var finns labb? Vi är 2 anställda.")
    assert (english.language, english.text) == (Language.EN, "Where are labs? We are 3 people.")
