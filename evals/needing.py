"""Learns what tells a sentence that begins a need: a logistic regression over its words and form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.needing import CONSTANT, marks
from bot.pieces import Piece, joined, pieces_of, units_of
from bot.understanding import named_kinds
from evals.cases import Case
from evals.messages import Message
from knowledge.vocabulary import Language

_PENALTY = 0.3
_ROUNDS = 3
_FEWEST = 3
_SMALLEST = 0.02
_PATIENCE = {"maxiter": 2_000, "ftol": 1e-12, "gtol": 1e-6}


@dataclass(frozen=True, slots=True)
class Lesson:
    """The marks of each unit of a message, and which begin a need; of some only how many do is known."""

    units: tuple[Collection[str], ...]
    begins: tuple[bool, ...] | None
    needs: int


def lessons(labelled: Sequence[Message], cases: Sequence[Case]) -> list[Lesson]:
    """What labelled messages teach, and cases of which only the number of their needs is known."""
    return [
        *(_of_message(message, language) for message in labelled for language in Language),
        *(lesson for case in cases if (lesson := _of_case(case))),
    ]


def learnt(taught: Sequence[Lesson]) -> dict[str, float]:
    """The weight of each mark; of a message whose needs are only counted, the likeliest units begin them."""
    known = [lesson for lesson in taught if lesson.begins is not None]
    weights = _fit([(unit, is_so) for one in known for unit, is_so in zip(one.units, one.begins or (), strict=True)])
    for _ in range(_ROUNDS if len(known) < len(taught) else 0):
        weights = _fit([pair for one in taught for pair in _guessed(one, weights)])
    return weights


def write(weights: Mapping[str, float], file: Path) -> None:
    """Keep the weights as YAML, one mark on a line."""
    file.write_text(yaml.safe_dump(dict(weights), allow_unicode=True), "utf-8")


def _of_message(message: Message, language: Language) -> Lesson:
    text, spans = message.written(language)
    seen: set[int] = set()
    begins = []
    units = list(units_of(pieces_of(text)))
    for start, end in _places(units, text):
        part = max(range(len(spans)), key=lambda one: min(end, spans[one].end) - max(start, spans[one].start))
        begins.append(spans[part].needs and part not in seen)
        seen.add(part)
    return Lesson(tuple(_marked(units, language)), tuple(begins), sum(begins))


def _of_case(case: Case) -> Lesson | None:
    units = list(units_of(pieces_of(case.question)))
    needs = len(case.needs) or 1
    if case.turns or len(units) < max(2, needs):
        return None
    return Lesson(tuple(_marked(units, case.language)), None, needs)


def _places(units: Sequence[Sequence[Piece]], text: str) -> Iterator[tuple[int, int]]:
    """Where each unit stands in a text, whose spaces may be others."""
    bare = [place for place, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[place] for place in bare)
    at = 0
    for unit in units:
        words = "".join(joined(unit).split())
        found = squeezed.find(words, at)
        at = found if found >= 0 else at
        yield bare[at], bare[min(at + len(words), len(bare)) - 1] + 1
        at += len(words)


def _marked(units: Sequence[Sequence[Piece]], language: Language) -> Iterator[Collection[str]]:
    before: Sequence[Piece] = ()
    for unit in units:
        names = any(named_kinds(piece.meant, language) for piece in unit if piece.meant)
        yield marks(unit, before, names, language)
        before = unit


def _guessed(lesson: Lesson, weights: Mapping[str, float]) -> Iterator[tuple[Collection[str], bool]]:
    begins = lesson.begins
    if begins is None:
        worth = [sum(weights.get(mark, 0.0) for mark in sorted(unit)) for unit in lesson.units]
        likeliest = sorted(range(len(worth)), key=lambda place: -worth[place])[: lesson.needs]
        begins = tuple(place in likeliest for place in range(len(worth)))
    return zip(lesson.units, begins, strict=True)


def _fit(pairs: Sequence[tuple[Collection[str], bool]]) -> dict[str, float]:
    """Weights by L-BFGS with an L2 penalty on all but the constant; rare words and tiny weights are left out."""
    counts = Counter(mark for unit, _ in pairs for mark in unit)
    names = sorted(mark for mark, count in counts.items() if count >= _FEWEST or ":" not in mark)
    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(pairs), len(names) + 1))
    table[:, -1] = 1
    for row, (unit, _) in enumerate(pairs):
        table[row, [places[mark] for mark in unit if mark in places]] = 1
    sign = np.array([1.0 if begins else -1.0 for _, begins in pairs])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        agrees = sign * (table @ weights)
        free = np.append(weights[:-1], 0.0)
        slope = -(sign / (1 + np.exp(agrees))) @ table + free / _PENALTY
        return float(np.logaddexp(0, -agrees).sum() + free @ free / (2 * _PENALTY)), slope

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options=_PATIENCE).x.round(2).tolist()
    kept = {name: weight for name, weight in zip(names, found, strict=False) if abs(weight) >= _SMALLEST}
    return {**kept, CONSTANT: found[-1]}
