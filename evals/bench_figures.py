"""The arithmetic of a bench: percentiles, rates, and whether a figure holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from evals.bench_load import BUSY, OK, Run


@dataclass(frozen=True, slots=True)
class Spread:
    """How long things took, in milliseconds."""

    count: int
    p50: float
    p95: float
    longest: float


@dataclass(frozen=True, slots=True)
class Work:
    """How much was done in a second, and how long each took."""

    per_second: float
    took: Spread


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run: answers, refusals because the queue was full, and everything else."""

    answers: Work
    refused: int
    errors: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be, at most or at least."""

    limit: float
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value is on the right side of the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report; the floor is what the machine could do at best, with nothing around it."""

    name: str
    value: float | None
    unit: str = ""
    floor: float | None = None
    target: Target | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; empty where there is none, or nothing was measured."""
        return None if self.target is None or self.value is None else self.target.holds(self.value)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0..1) of them do not exceed; zero when there are none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else 0.0


def spread(milliseconds: Sequence[float]) -> Spread:
    """The middle and the end of some durations."""
    return Spread(
        len(milliseconds),
        percentile(milliseconds, 0.5),
        percentile(milliseconds, 0.95),
        max(milliseconds, default=0.0),
    )


def load(run: Run) -> Load:
    """What came of a run; only answers count for its rate and durations."""
    answered = [sample.milliseconds for sample in run.samples if sample.status == OK]
    refused = sum(sample.status == BUSY for sample in run.samples)
    work = Work(len(answered) / run.seconds, spread(answered))
    return Load(work, refused, len(run.samples) - len(answered) - refused)


def table(figures: Sequence[Figure]) -> str:
    """The figures under each other."""
    head = f"{'figure':52}{'measured':>12}{'floor':>12}{'target':>12}  holds"
    return "\n".join([head, *(_line(figure) for figure in figures)])


def _line(figure: Figure) -> str:
    target = figure.target
    aim = f"{'≥' if target.at_least else '≤'} {_number(target.limit)}" if target else ""
    verdict = {True: "yes", False: "NO", None: ""}[figure.holds]
    name = f"{figure.name}, {figure.unit}" if figure.unit else figure.name
    return f"{name:52}{_number(figure.value):>12}{_number(figure.floor, ''):>12}{aim:>12}  {verdict}".rstrip()


def _number(value: float | None, missing: str = "-") -> str:
    if value is None:
        return missing
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f}"
