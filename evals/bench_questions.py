"""What a bench asks: the suites' own questions, each put so that no two are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from evals.cases import Case
from evals.padding import Pool, long_texts
from knowledge.vocabulary import Language

_MIX = 1
_STAFF = {Language.SV: "Vi är {} anställda.", Language.EN: "We are {} people."}


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked, and the language that its page speaks."""

    language: Language
    text: str


def questions(cases: Sequence[Case], count: int, start: int = 0) -> list[Question]:
    """So many questions of all suites, mixed the same way at every run, from a place in the mix on.

    The first time round each stands as it is written; after that the number of people sets it apart.
    """
    mixed = Random(_MIX).sample(cases, len(cases))  # noqa: S311 - a mix that can be repeated
    chosen = [(mixed[number % len(mixed)], number // len(mixed)) for number in range(start, start + count)]
    return [_question(case, times) for case, times in chosen]


def long_questions(material: Pool, count: int, characters: int) -> list[Question]:
    """So many questions of exactly this length, by turns in Swedish and in English."""
    texts = long_texts(material, count, characters)
    return [Question(language, text) for language, text in texts]


def _question(case: Case, times: int) -> Question:
    people = f" {_STAFF[case.language].format(times + 1)}" if times else ""
    return Question(case.language, case.question + people)
