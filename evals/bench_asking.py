"""Asks a running server in every way that the design names: alone, all at once, and as long as can be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from evals.bench_figures import Load, load
from evals.bench_load import OK, Call, Run, asking, run
from evals.bench_questions import Question
from evals.bench_server import Server

_IDLE = Call("/health/live")
_IDLE_CALLS = 20_000
_LONGEST_RUN = 180.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions: to warm up, for one client, for many clients within a time, and rounds of long ones."""

    warm_up: Sequence[Question]
    alone: Sequence[Question]
    short: Sequence[Question]
    seconds: float
    long: Sequence[Sequence[Question]]


@dataclass(frozen=True, slots=True)
class Answered:
    """How each run went; the server's own clock (medians, ms), what many short questions cost it in computing
    time each, and the MB it held before long rounds and after each.
    """

    alone: Load
    steps: dict[str, float]
    idle: Load
    short: Load
    cpu_ms: float | None
    long: Load
    held: tuple[float | None, ...]


def ask(server: Server, asked: Asked, clients: int) -> Answered:
    """Put all questions to a server, one run after the other."""
    _run(server, asked.warm_up, 1)
    alone = _run(server, asked.alone, 1)
    idle = run(server.port, [_IDLE] * _IDLE_CALLS, clients, asked.seconds / 4)
    cpu = server.cpu_seconds()
    short = load(_run(server, asked.short, clients, asked.seconds))
    cpu_ms = _each(cpu, server.cpu_seconds(), short.answers.took.count)
    held = [server.memory().resident]
    rounds = []
    for questions in asked.long:
        rounds.append(_run(server, questions, clients))
        held.append(server.memory().resident)
    return Answered(load(alone), steps(alone), load(idle), short, cpu_ms, load(joined(rounds)), tuple(held))


def steps(answered: Run) -> dict[str, float]:
    """The median of each step that the answers say they took, in milliseconds."""
    clocks = [json.loads(sample.body)["timings_ms"] for sample in answered.samples if sample.status == OK]
    names = clocks[0] if clocks else ()
    return {name: median(clock[name] for clock in clocks) for name in names}


def joined(rounds: Iterable[Run]) -> Run:
    """Several runs as one."""
    known = tuple(rounds)
    samples = tuple(sample for one in known for sample in one.samples)
    return Run(samples, sum(one.seconds for one in known))


def _each(before: float | None, after: float | None, count: int) -> float | None:
    return None if before is None or after is None or not count else 1_000 * (after - before) / count


def _run(server: Server, questions: Iterable[Question], clients: int, seconds: float = _LONGEST_RUN) -> Run:
    calls = [asking(question.language, question.text) for question in questions]
    return run(server.port, calls, clients, seconds)
