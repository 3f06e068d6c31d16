"""Writes a new case: the next free pair of a suite, checked before it is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.models import Outcome
from evals.cases import SUITES, Case, load
from knowledge.vocabulary import Language, SupportKind

_NUMBER = re.compile(r"^(.+)-(\d+)$")
_SPLITS = ("final", "dev")


class CannotWrite(Exception):
    """A case that cannot be kept as it is; says what to mend."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One need in Swedish and in English, and what a good answer to it is."""

    questions: dict[Language, str]
    expected: Outcome
    why: str
    area: str | None = None
    best: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


def write_case(suite: str, draft: Draft, known: Sequence[str], folder: Path = SUITES) -> list[str]:
    """Add a pair to a suite and return its lines; every second pair is `final`. Raises CannotWrite, InvalidSuite."""
    path = folder / f"{suite}.jsonl"
    if not path.exists():
        raise CannotWrite(f"there is no suite {suite}: {', '.join(sorted(one.stem for one in folder.glob('*.jsonl')))}")
    cases = load(folder)
    for fault in (*_of_the_answer(draft, known), *_of_the_words(draft, cases)):
        raise CannotWrite(fault)
    prefix, number = _next(cases, suite)
    lines = [
        json.dumps(_entry(f"{prefix}-{number:03}", language, text, draft, _SPLITS[number % 2]), ensure_ascii=False)
        for language, text in draft.questions.items()
    ]
    before = path.read_text("utf-8").rstrip("\n")
    path.write_text("\n".join([*filter(None, [before]), *lines]) + "\n", "utf-8")
    return lines


def _of_the_answer(draft: Draft, known: Sequence[str]) -> Iterator[str]:
    named = {*draft.best, *draft.accepted, *draft.must_not}
    if unknown := sorted(named - set(known)):
        yield f"no such service in the catalogue: {', '.join(unknown)}"
    if draft.expected is Outcome.ANSWERED and not draft.best:
        yield "an answered case needs the service that is ideal: --best ID"
    if draft.expected is not Outcome.ANSWERED and draft.best:
        yield f"a case that ends as {draft.expected} has no ideal service: leave --best out"
    if draft.area not in (None, *SupportKind):
        yield f"no such kind of support: {draft.area}; there are {', '.join(SupportKind)}"


def _of_the_words(draft: Draft, cases: Sequence[Case]) -> Iterator[str]:
    if not all(map(_plain, (*draft.questions.values(), draft.why))):
        yield "a case needs a question in both languages, and the need behind them"
    asked = [_plain(text) for text in (*(case.question for case in cases), *draft.questions.values())]
    if twice := [text for text in draft.questions.values() if asked.count(_plain(text)) > 1]:
        yield f"this is asked already: {twice[0]}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _next(cases: Sequence[Case], suite: str) -> tuple[str, int]:
    # Suites share their letters with each other: routing_more goes on where routing ends.
    numbered = [(case.group, found[1], int(found[2])) for case in cases if (found := _NUMBER.match(case.pair or ""))]
    prefix = next((letters for group, letters, _ in reversed(numbered) if group == suite), suite[:2])
    return prefix, 1 + max((number for _, letters, number in numbered if letters == prefix), default=0)


def _entry(pair: str, language: Language, text: str, draft: Draft, split: str) -> dict[str, object]:
    return {
        "id": f"{pair}-{language}",
        "pair": pair,
        "language": language,
        "question": text,
        "area": draft.area,
        "expected": draft.expected,
        "best": draft.best,
        "accepted": draft.accepted,
        "must_not": draft.must_not,
        "why": draft.why,
        "noise": None,
        "split": split,
    }
