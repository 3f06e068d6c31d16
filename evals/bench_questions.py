"""What a bench asks: the suites' own questions, each put so that no two are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.padding import Pool, long_texts
from knowledge.vocabulary import Language

_STAFF = {Language.SV: "Vi är {} anställda.", Language.EN: "We are {} people."}


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked, and the language that its page speaks."""

    language: Language
    text: str


def questions(cases: Sequence[Case], count: int, start: int = 0) -> list[Question]:
    """So many questions from a place in the suites on, round and round; the number of people sets them apart."""
    chosen = [(cases[number % len(cases)], number) for number in range(start, start + count)]
    return [_question(case, number) for case, number in chosen]


def long_questions(material: Pool, count: int, characters: int) -> list[Question]:
    """So many questions of exactly this length, by turns in Swedish and in English."""
    texts = long_texts(material, count, characters)
    return [Question(language, text) for language, text in texts]


def _question(case: Case, number: int) -> Question:
    return Question(case.language, f"{case.question} {_STAFF[case.language].format(number + 2)}")
