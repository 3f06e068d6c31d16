"""Measures the service as it runs, from an empty folder on: filled, started, asked and edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench_asking import Asked, ask
from evals.bench_edits import edits
from evals.bench_filling import fill
from evals.bench_floors import floors
from evals.bench_questions import long_questions, questions
from evals.bench_reporting import Measured, Process
from evals.bench_server import WEB, serving
from evals.cases import Case
from evals.padding import Pool, pool
from ingest.publishing import Publisher
from ingest.seeding import read_seed
from knowledge.assembly import SEED, Knowledge

Say = Callable[[str], None]

_WARM_UP = 10
_MOST_A_SECOND = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    services: int = 250
    passages: int = 2_000
    starts: int = 3
    questions: int = 200
    clients: int = 32
    seconds: float = 15.0
    rounds: int = 2
    characters: int = 4_000
    edits: int = 10


QUICK = Plan(services=0, passages=300, starts=1, questions=40, seconds=4.0, edits=3)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is measured: a temporary folder, the seed that fills it, and what starts a server."""

    folder: Path
    seed: Path = SEED
    command: Sequence[str] = WEB

    @property
    def data(self) -> Path:
        """The data folder of knowledge and server."""
        return self.folder / "data"


def bench(knowledge: Knowledge, place: Place, plan: Plan, cases: Sequence[Case], say: Say) -> Measured:
    """Measure everything that is planned; raises ServerFailed."""
    seed = read_seed(place.seed)
    material = pool(seed.organizations, seed.guides)
    publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
    say("filling a temporary data folder")
    filled = fill(publisher, place.seed, material, plan.services, plan.passages)
    asked = _asked(plan, material, cases)
    say("measuring the floors: embedding alone, Chroma alone")
    bare = floors(knowledge, place.folder / "floor", asked.alone, asked.long[0])
    say(f"starting {plan.starts + 2} times")
    first, *again = [_start(place) for _ in range(plan.starts + 1)]
    with serving(place.data, place.command) as server:
        say(f"asking: 1 client, then {plan.clients}, short and long")
        answered = ask(server, asked, plan.clients)
        say(f"editing {plan.edits} services")
        edited = edits(publisher, knowledge.catalogue.current(), server.port, plan.edits)
        peak = server.memory().peak
    process = Process(first, tuple(again), peak, _megabytes(place.data))
    return Measured(plan.clients, filled, bare, answered, tuple(edited), process)


def _start(place: Place) -> float:
    with serving(place.data, place.command) as server:
        return server.seconds


def _asked(plan: Plan, material: Pool, cases: Sequence[Case]) -> Asked:
    many = int(plan.seconds * _MOST_A_SECOND)
    long = long_questions(material, plan.clients * plan.rounds, plan.characters)
    return Asked(
        questions(cases, _WARM_UP),
        questions(cases, plan.questions, _WARM_UP),
        questions(cases, many, _WARM_UP + plan.questions),
        plan.seconds,
        [long[start : start + plan.clients] for start in range(0, len(long), plan.clients)],
    )


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
