"""What `python -m evals` can be asked for."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.models import Outcome
from evals import gate, runs, workbench
from evals.ablating import variants
from evals.adapt_command import adapt, describe_adapt
from evals.bench_command import bench, describe_bench
from evals.cases import Case, load
from evals.comparing import described
from evals.measures import rows_of
from evals.needing_command import describe_needing, needing
from evals.page import Report, write_report
from evals.perturbing import described as flipped
from evals.perturbing import flips, perturbations
from evals.reporting import beside, failures, table
from evals.scoring import score
from evals.tracing import trace
from evals.writing import Draft, write_case
from knowledge.assembly import SEED
from knowledge.settings import KnowledgeSettings
from knowledge.vocabulary import Language

LATEST = "latest"
Command = Callable[[Namespace], int]


class NoCases(Exception):
    """A choice of cases that leaves none; says which."""


def run(said: Namespace) -> int:
    """Ask every case, keep the replies, print the figures."""
    cases = _cases(said)
    with workbench.opened(KnowledgeSettings()) as bench:
        folder = _folder(said.name)
        if said.name == LATEST and folder.exists() and not _goes_on(folder, bench, cases):
            shutil.rmtree(folder)
        kept = workbench.ask(bench, cases, folder)
        rows = rows_of(cases, kept.replies)
        print(table(rows, bench.known))
        if said.failures:
            print(failures(rows))
        print(f"kept in {folder}")
    return 0


def rescore(said: Namespace) -> int:
    """Score a kept run again."""
    cases = load(said.folder)
    with workbench.opened(KnowledgeSettings()) as bench:
        print(table(rows_of(cases, runs.load_run(_folder(said.name)).replies), bench.known))
    return 0


def compare(said: Namespace) -> int:
    """Lay a run beside an earlier one."""
    with workbench.opened(KnowledgeSettings()) as bench:
        before, after = (runs.load_run(_folder(name)) for name in (said.before, said.name))
        print(described(workbench.compared(before, after, load(said.folder), bench.known)))
    return 0


def report(said: Namespace) -> int:
    """Write a page, a summary and a table of a kept run."""
    cases, kept = load(said.folder), runs.load_run(_folder(said.name))
    with workbench.opened(KnowledgeSettings()) as bench:
        rows, sheet = workbench.scored(kept, cases, bench.known)
        asked = [row.case for row in rows]
        neighbours = [] if said.alone else workbench.neighbours(bench, asked)
        before = runs.load_run(_folder(said.against)) if said.against else None
        compared = workbench.compared(before, kept, cases, bench.known) if before else None
        title = f"Vägen in: {said.name}"
        stamp, kinds = kept.stamp, bench.known.kinds
        today = datetime.now(UTC).date()
        write_report(Report(title, today, stamp, rows, sheet, kinds, neighbours, compared), kept.folder)
    print(f"{kept.folder / 'report.html'}\n{kept.folder / 'summary.md'}\n{kept.folder / 'rows.csv'}")
    return 0


def show_trace(said: Namespace) -> int:
    """Show why a case was answered as it was."""
    cases, kept = load(said.folder), runs.load_run(_folder(said.name))
    with workbench.opened(KnowledgeSettings()) as bench:
        rows, sheet = workbench.scored(kept, cases, bench.known)
    chosen = [row for row in rows if row.case.id == said.case]
    if not chosen:
        print(f"{said.case} is not in {kept.folder}", file=sys.stderr)
        return 2
    print(trace(chosen[0], sheet))
    return 0


def baselines(said: Namespace) -> int:
    """Put simple ways to rank beside the product."""
    cases = _cases(said)
    with workbench.opened(KnowledgeSettings()) as bench:
        own = score(workbench.rows_with(bench.bot, cases, "Vägen in"), bench.known)
        print(beside(cases, {"Vägen in": own, **{one.name: one.sheet for one in workbench.neighbours(bench, cases)}}))
    return 0


def ablate(said: Namespace) -> int:
    """Turn off one thing at a time."""
    cases = _cases(said)
    with workbench.opened(KnowledgeSettings()) as bench:
        found = {
            name: score(workbench.rows_with(bot, cases, name), bench.known)
            for name, bot in variants(bench.knowledge).items()
        }
    print(beside(cases, found))
    return 0


def perturb(said: Namespace) -> int:
    """Rewrite questions as people mistype them, and say which answers flip."""
    cases = _cases(said)
    with workbench.opened(KnowledgeSettings()) as bench:
        rewritten = perturbations(cases, bench.knowledge.bridge.terms)
        before = workbench.rows_with(bench.bot, cases)
        print(flipped(flips(before, workbench.rows_with(bench.bot, rewritten))))
    return 0


def keep_gate(said: Namespace) -> int:
    """Stop what makes the answers worse."""
    cases = load(said.folder, split="dev")
    floors, reference = (said.folder.parent / one.name for one in (gate.FLOORS, gate.REFERENCE))
    with workbench.freshly_seeded(KnowledgeSettings(), said.seed) as bench:
        rows = workbench.rows_with(bench.bot, cases)
        sheet = score(rows, bench.known)
    print(table(rows, bench.known))
    if said.accept:
        gate.accept(sheet, reference, rows)
        print(f"accepted: {reference}")
        return 0
    found = gate.breaches(rows, sheet, gate.read_limits(floors, reference))
    print("\n".join([*(f"does not hold: {one}" for one in found), f"the gate is {'closed' if found else 'open'}"]))
    return 1 if found else 0


def new(said: Namespace) -> int:
    """Write a case: a need in both languages; without an ideal service, say what is found today."""
    questions = {Language.SV: said.sv, Language.EN: said.en}
    with workbench.opened(KnowledgeSettings()) as bench:
        catalogue = bench.knowledge.catalogue.current()
        expected = Outcome(said.expected)
        if expected is Outcome.ANSWERED and not said.best:
            asked = [Case(f"new-{one}", one, text, expected, "dev", "new") for one, text in questions.items()]
            for row in workbench.rows_with(bench.bot, asked):
                print(f"{row.case.language}: {row.outcome}: {', '.join(row.ranking[:10])}")
            print("Nothing is written yet: say which of these is ideal with --best ID, others with --accepted ID")
            return 0
    ids = (tuple(one) for one in (said.best, said.accepted, said.must_not))
    draft = Draft(questions, expected, said.why, said.area, *ids)
    print("\n".join(write_case(said.suite, draft, list(catalogue.services), said.folder)))
    return 0


def _goes_on(folder: Path, bench: workbench.Workbench, cases: Sequence[Case]) -> bool:
    """Whether a run in this folder was interrupted and can be finished."""
    try:
        kept = runs.load_run(folder)
    except runs.NoRun:
        return False
    return kept.stamp == workbench.stamped(bench, cases) and len(kept.replies) < len(cases)


def _cases(said: Namespace) -> list[Case]:
    found = [case for case in load(said.folder, split=said.split) if said.suite in (None, case.group)]
    if not found:
        raise NoCases(f"{said.folder} holds no case of suite {said.suite or 'any'} and split {said.split or 'any'}")
    return found


def _folder(name: str) -> Path:
    return KnowledgeSettings().data_dir / "runs" / name


def _choice_of_cases(parser: ArgumentParser) -> None:
    parser.add_argument("--split", choices=["dev", "final"], help="only one split; final is not for tuning")
    parser.add_argument("--suite", help="only one suite")


def _describe_run(parser: ArgumentParser) -> None:
    _choice_of_cases(parser)
    _describe_kept(parser)
    parser.add_argument("--failures", action="store_true", help="list the cases that went wrong")


def _describe_kept(parser: ArgumentParser) -> None:
    parser.add_argument("--name", default=LATEST, help="the run's name (default: %(default)s)")


def _describe_report(parser: ArgumentParser) -> None:
    _describe_kept(parser)
    parser.add_argument("--against", metavar="RUN", help="compare with an earlier run")
    parser.add_argument("--alone", action="store_true", help="without the baselines, which take half a minute")


def _describe_compare(parser: ArgumentParser) -> None:
    parser.add_argument("before", metavar="RUN", help="the earlier run")
    _describe_kept(parser)


def _describe_trace(parser: ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="a case's id")
    _describe_kept(parser)


def _describe_gate(parser: ArgumentParser) -> None:
    parser.add_argument("--accept", action="store_true", help="make this state the one to be compared with")
    parser.add_argument("--seed", type=Path, default=SEED, help="the catalogue's folder (default: %(default)s)")


def _describe_new(parser: ArgumentParser) -> None:
    parser.add_argument("suite")
    parser.add_argument("--sv", required=True, help="the question in Swedish")
    parser.add_argument("--en", required=True, help="the same need in English, in other words")
    parser.add_argument("--why", required=True, help="one line on the need")
    parser.add_argument("--expected", choices=[str(one) for one in Outcome], default=str(Outcome.ANSWERED))
    parser.add_argument("--area", help="the support kind asked for")
    for name in ("best", "accepted", "must-not"):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="ID")


COMMANDS: dict[str, tuple[Command, str, Callable[[ArgumentParser], None]]] = {
    "run": (run, "ask every case and print the figures", _describe_run),
    "score": (rescore, "score a kept run again", _describe_kept),
    "report": (report, "write a page, a summary and a table of a kept run", _describe_report),
    "compare": (compare, "lay a run beside an earlier one", _describe_compare),
    "trace": (show_trace, "show why a case was answered as it was", _describe_trace),
    "baselines": (baselines, "put simple ways to rank beside the product", _choice_of_cases),
    "ablate": (ablate, "turn off one thing at a time", _choice_of_cases),
    "perturb": (perturb, "rewrite questions and say which answers flip", _choice_of_cases),
    "gate": (keep_gate, "fail where answers have become worse", _describe_gate),
    "new": (new, "write a case in both languages", _describe_new),
    "needing": (needing, "learn by what a sentence is told to begin a need", describe_needing),
    "adapt": (adapt, "fit the embedding model to the catalogue's asks", describe_adapt),
    "bench": (bench, "measure speed and memory on a temporary, padded catalogue", describe_bench),
}
