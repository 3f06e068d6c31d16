"""Puts figures into a plain table and lists what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evals.cases import Case
from evals.measures import Row, is_first
from evals.scoring import MEASURES, Known, Sheet, figures, score
from evals.statistics import Estimate

_COLUMNS = {"outcome": "outcome", "first": "first", "among_three": "in 3", "needs": "needs"}
_BESIDE = {
    "first": "first",
    "among_three": "in 3",
    "ndcg": "nDCG@10",
    "passages_5": "guides in 5",
    "outcome": "outcome",
}
_WIDTH = 22


def table(rows: Sequence[Row], known: Known | None = None) -> str:
    """Shares with 95 % intervals: in all, by language, expected outcome, suite and noise; then every measure once."""
    sheet = score(rows, known)
    cases = [one.case for one in rows]
    lines = [f"{'':28}{'cases':>7}" + "".join(f"{title:>{_WIDTH}}" for title in _COLUMNS.values())]
    for name, chosen in _groups(cases):
        found = figures(chosen, sheet).get("all", {})
        columns = "".join(f"{_shown(found.get(measure)):>{_WIDTH}}" for measure in _COLUMNS)
        lines.append(f"{name:28}{len(chosen):>7}{columns}")
    return "\n".join([*lines, "", *_measured(figures(cases, sheet).get("all", {}))])


def beside(cases: Sequence[Case], sheets: Mapping[str, Sheet]) -> str:
    """Several ways to answer the same cases in one table."""
    found = {name: figures(cases, sheet).get("all", {}) for name, sheet in sheets.items()}
    lines = [f"{'':34}" + "".join(f"{title:>{_WIDTH}}" for title in _BESIDE.values())]
    for name, own in found.items():
        lines.append(f"{name:34}" + "".join(f"{_shown(own.get(measure)):>{_WIDTH}}" for measure in _BESIDE))
    return "\n".join(lines)


def failures(rows: Sequence[Row]) -> str:
    """Each case that did not get its outcome or an ideal first suggestion."""
    lines = []
    for one in rows:
        asked = one.case.asked[-1][:100]
        if one.outcome is not one.case.expected:
            lines.append(f"{one.case.id}: expected {one.case.expected}, got {one.outcome}: {asked}")
        elif one.case.best and not is_first(one):
            got, wanted = ", ".join(one.services), ", ".join(one.case.best)
            lines.append(f"{one.case.id}: expected {wanted}; got {got}: {asked}")
    return "\n".join(lines)


def _groups(cases: Sequence[Case]) -> list[tuple[str, list[Case]]]:
    keys: dict[str, Callable[[Case], str]] = {
        "language": lambda one: one.language,
        "expected": lambda one: one.expected,
        "suite": lambda one: one.group or "none",
        "noise": lambda one: one.noise or "none",
    }
    found = [("all", list(cases))]
    for name, key in keys.items():
        for value in sorted({key(one) for one in cases}):
            found.append((f"{name} {value}", [one for one in cases if key(one) == value]))
    return found


def _measured(found: dict[str, Estimate]) -> list[str]:
    """Every measure with its count, interval and floor."""
    lines = [f"{'':60}{'cases':>7}{'':>{_WIDTH}}  floor"]
    for name, measure in MEASURES.items():
        if estimate := found.get(name):
            line = f"{measure.title:60}{estimate.count:>7}{_shown(estimate):>{_WIDTH}}"
            sign = "≥" if measure.more_is_better else "≤"
            verdict = {None: "", True: f"  {sign} {measure.floor} holds", False: f"  {sign} {measure.floor} FAILS"}
            lines.append(line + verdict[measure.holds(estimate.value)])
    return lines


def _shown(estimate: Estimate | None) -> str:
    return "-" if estimate is None else f"{estimate.value:.3f} {estimate.low:.3f}–{estimate.high:.3f}"
