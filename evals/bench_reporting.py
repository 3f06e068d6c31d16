"""Puts what a bench has measured beside its floors and the design's targets."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evals.bench_asking import Answered
from evals.bench_edits import Edit
from evals.bench_figures import Figure, Load, Target, Work
from evals.bench_filling import Filled
from evals.bench_floors import Floors

# An allocator breathes between two rounds; keeping what long questions left would take far more.
BREATH_MB = 16


@dataclass(frozen=True, slots=True)
class Machine:
    """What it is measured on, and how busy that already was: its load over the last minute."""

    cores: int
    load: float
    system: str
    python: str

    def __str__(self) -> str:
        return (
            f"{self.cores} cores, {self.system}, Python {self.python}; load average {self.load:.2f} at the "
            "start. The client shares the cores with the service; other work on the machine shows in every figure."
        )


@dataclass(frozen=True, slots=True)
class Process:
    """Seconds to ready, first with the index to build; the most MB that it held; MB in the data folder."""

    first_start: float
    restarts: tuple[float, ...]
    peak_mb: float | None
    data_mb: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that a bench has measured."""

    clients: int
    filled: Filled
    floors: Floors
    answered: Answered
    edits: tuple[Edit, ...]
    process: Process


def machine() -> Machine:
    """The machine as it is at this moment."""
    load, _, _ = os.getloadavg()
    system = f"{platform.system()} {platform.machine()}"
    return Machine(os.cpu_count() or 1, load, system, platform.python_version())


def figures(measured: Measured) -> list[Figure]:
    """All figures, in the order of the design's own table."""
    answered, floors, clients = measured.answered, measured.floors, measured.clients
    return [
        *_alone(answered, floors),
        *_together(answered, floors, clients),
        *_long(answered, floors.long_questions, clients),
        *_memory(answered.held, measured.process),
        *_edits(measured.edits),
        *_filled(measured.filled, floors, measured.process.data_mb),
    ]


def _alone(answered: Answered, floors: Floors) -> list[Figure]:
    took, bare = answered.alone.answers.took, floors.question.took
    return [
        Figure("1 client: p50", took.p50, "ms", bare.p50, Target(30)),
        Figure("1 client: p95", took.p95, "ms", bare.p95, Target(80)),
        *(Figure(f"  server's clock, {name}: median", value, "ms") for name, value in answered.steps.items()),
        Figure("  Chroma alone, services and passages: p50", floors.index.took.p50, "ms"),
        Figure("1 client: errors and refusals", _failed(answered.alone), target=Target(0)),
    ]


def _together(answered: Answered, floors: Floors, clients: int) -> list[Figure]:
    bare, answers = floors.questions, answered.short.answers
    name, wait = f"{clients} clients", _wait(bare, clients)
    enough = Target(80, at_least=True)
    return [
        Figure(f"{name}: answers", answers.per_second, "/s", bare.per_second, enough),
        Figure(f"{name}: p50", answers.took.p50, "ms", wait),
        Figure(f"{name}: p95", answers.took.p95, "ms", wait, Target(700)),
        Figure("  server's computing time for each", answered.cpu_ms, "ms", floors.question_cpu_ms),
        Figure(f"{name}: refused (503)", answered.short.refused),
        Figure(f"{name}: errors", answered.short.errors, target=Target(0)),
        Figure(f"  {name} on /health/live", answered.idle.answers.per_second, "/s"),
    ]


def _long(answered: Answered, bare: Work, clients: int) -> list[Figure]:
    name, answers, wait = f"{clients} clients, long", answered.long.answers, _wait(bare, clients)
    return [
        Figure(f"{name}: answers", answers.per_second, "/s", bare.per_second),
        Figure(f"{name}: p50", answers.took.p50, "ms", wait),
        Figure(f"{name}: p95", answers.took.p95, "ms", wait, Target(1_500)),
        Figure(f"{name}: errors and refusals", _failed(answered.long), target=Target(0)),
    ]


def _memory(held: Sequence[float | None], process: Process) -> list[Figure]:
    before, first, last = held[0], held[1], held[-1]
    count = len(process.restarts)
    return [
        Figure("memory after the first long round, over before", _growth(before, first), "MB"),
        Figure("memory after the last, over the first", _growth(first, last), "MB", target=Target(BREATH_MB)),
        Figure("peak memory of the serving process", process.peak_mb, "MB", target=Target(900)),
        Figure(f"restart to ready: median of {count}", median(process.restarts), "s", target=Target(5)),
        Figure("  first start, index built from SQL", process.first_start, "s"),
    ]


def _edits(edits: Sequence[Edit]) -> list[Figure]:
    """Where no service was suggested there was none to edit, and no figure."""
    if not edits:
        return []
    indexed = [edit.indexed for edit in edits]
    return [
        Figure("edit's name in the answers: median", median(edit.answered for edit in edits), "s", target=Target(1)),
        Figure("edit's new question in the index: median", median(indexed), "s", target=Target(1)),
        Figure("  longest of these", max(indexed), "s", target=Target(1)),
        Figure("  saving itself: median", median(edit.saving for edit in edits), "s"),
    ]


def _filled(filled: Filled, floors: Floors, data_mb: float) -> list[Figure]:
    passages = f"in: {filled.passages.count:,} passages, {filled.passages_mb:.1f} MB of text"
    return [
        Figure(passages, filled.passages.per_second, "/s", floors.passages.per_second),
        Figure(f"in: {filled.texts.count:,} texts of the seed", filled.texts.per_second, "/s"),
        Figure(f"in: {filled.services.count:,} services, each saved", filled.services.per_second, "/s"),
        Figure("data folder", data_mb, "MB"),
    ]


def _wait(bare: Work, clients: int) -> float:
    """How long each of some clients waits, in milliseconds, when all take turns at the bare work."""
    return 1_000 * clients / bare.per_second


def _failed(load: Load) -> int:
    return load.refused + load.errors


def _growth(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
