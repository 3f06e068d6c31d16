"""Writes a new case: the next free pair of a suite, checked before it is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.models import Outcome
from evals.cases import SUITES, Case, load
from knowledge.vocabulary import Language

_NUMBER = re.compile(r"^([a-z]+)-(\d+)$")
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
    _check(draft, cases, known)
    prefix, number = _next([case.pair or case.id for case in cases if case.group == suite], suite)
    lines = [
        json.dumps(_entry(f"{prefix}-{number:03}", language, text, draft, _SPLITS[number % 2]), ensure_ascii=False)
        for language, text in draft.questions.items()
    ]
    before = path.read_text("utf-8")
    path.write_text(before.rstrip("\n") + "\n" + "\n".join(lines) + "\n", "utf-8")
    return lines


def _check(draft: Draft, cases: Sequence[Case], known: Sequence[str]) -> None:
    named = {*draft.best, *draft.accepted, *draft.must_not}
    if unknown := sorted(named - set(known)):
        raise CannotWrite(f"no such service in the catalogue: {', '.join(unknown)}")
    if draft.expected is Outcome.ANSWERED and not draft.best:
        raise CannotWrite("an answered case needs the service that is ideal: --best ID")
    if draft.expected is not Outcome.ANSWERED and draft.best:
        raise CannotWrite(f"a case that ends as {draft.expected} has no ideal service: leave --best out")
    asked = {case.question.casefold() for case in cases}
    if twice := [text for text in draft.questions.values() if text.casefold() in asked]:
        raise CannotWrite(f"this is asked already: {twice[0]}")


def _next(pairs: Sequence[str], suite: str) -> tuple[str, int]:
    numbered = [(found[1], int(found[2])) for pair in pairs if (found := _NUMBER.match(pair))]
    if not numbered:
        return suite[:2], 1
    return numbered[-1][0], max(number for _, number in numbered) + 1


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
