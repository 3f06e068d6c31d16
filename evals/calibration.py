"""Whether the product knows when it is right: what it gains by being silent, and whether its scores keep their word.

Two confidences are looked at. The *lead* of the first candidate over the second orders answers best, so the
abstention curve is drawn over it. The *shown score* of the first suggestion is what the API hands out, so it is that
one whose word is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.models import Outcome
from evals.measures import Row, is_first
from evals.replies import Answered

Confidence = Callable[[Answered], float]
"""How sure an answer is, 0..1."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """The answers that are at least so sure: their share of all answers, and the share of them that is right."""

    threshold: float
    coverage: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence: from, to (with it), how many, their mean, and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence and truth lie apart, bin by bin, on average, and squared (Brier)."""

    bins: tuple[Bin, ...]
    error: float
    brier: float


def lead(got: Answered) -> float:
    """How far the first candidate's score is ahead of the second's."""
    scores = [one.score for one in got.candidates[:2]]
    return _within(scores[0] - (scores[1] if scores[1:] else 0.0)) if scores else 0.0


def shown_score(got: Answered) -> float:
    """The score of the first suggestion."""
    return _within(got.suggestions[0].score) if got.suggestions else 0.0


def _within(score: float) -> float:
    return min(1.0, max(0.0, score))


def abstention(rows: Iterable[Row], confidence: Confidence = lead) -> list[Kept]:
    """Coverage and share right first as the bar rises: from every answer to the surest ones only."""
    judged = sorted(_judged(rows, confidence), reverse=True)
    kept: list[Kept] = []
    right = count = 0
    for threshold, alike in groupby(judged, key=lambda one: one[0]):
        hits = [hit for _, hit in alike]
        right, count = right + sum(hits), count + len(hits)
        kept.append(Kept(threshold, count / len(judged), right / count, count))
    return kept[::-1]


def calibration(rows: Iterable[Row], confidence: Confidence = shown_score, bins: int = _BINS) -> Calibration | None:
    """Confidence against the share right first, over answers; nothing where there are none."""
    judged = sorted(_judged(rows, confidence))
    if not judged:
        return None
    found = []
    for place, alike in groupby(judged, key=lambda one: min(bins - 1, int(one[0] * bins))):
        found.append(_bin(place / bins, (place + 1) / bins, list(alike)))
    error = sum(one.count * abs(one.confidence - one.right) for one in found) / len(judged)
    brier = sum((sure - hit) ** 2 for sure, hit in judged) / len(judged)
    return Calibration(tuple(found), error, brier)


def _bin(low: float, high: float, judged: Sequence[tuple[float, bool]]) -> Bin:
    count = len(judged)
    return Bin(low, high, count, sum(sure for sure, _ in judged) / count, sum(hit for _, hit in judged) / count)


def _judged(rows: Iterable[Row], confidence: Confidence) -> list[tuple[float, bool]]:
    """Each answer's confidence and whether it is right first; one that should not have been given never is."""
    return [
        (confidence(one.got), is_first(one))
        for one in rows
        if one.outcome is Outcome.ANSWERED and (one.case.best or one.case.expected is not Outcome.ANSWERED)
    ]
