"""Says whether answers are still as good as they were: floors, sure regressions, and contacts lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from evals.comparing import differences, is_worse, pairs_of
from evals.measures import Row
from evals.scoring import MEASURES, Sheet, figures
from evals.statistics import Estimate

FLOORS = Path(__file__).parent / "floors.yaml"
REFERENCE = Path(__file__).parent / "reference.jsonl"
# Another processor rounds the model's arithmetic otherwise, which can turn a near tie.
_LOST_BY_ROUNDING = 2
_DIGITS = 6
_SHOWN = "shown"
_OFTEN = 3

_LINE = TypeAdapter(dict[str, dict[str, float]])


@dataclass(frozen=True, slots=True)
class Limits:
    """What must hold: a floor per measure; of the run that was last accepted the values per case, and in how many
    cases each service was suggested.
    """

    floors: Mapping[str, float]
    reference: Sheet
    shown: Mapping[str, float] = field(default_factory=dict)


def read_limits(floors: Path = FLOORS, reference: Path = REFERENCE) -> Limits:
    """The limits that stand beside the suites."""
    found = yaml.load(floors.read_text("utf-8"), Loader=yaml.CSafeLoader)
    lines = reference.read_text("utf-8").splitlines() if reference.exists() else []
    kept = {name: values for line in lines for name, values in _LINE.validate_json(line).items()}
    shown = kept.pop(_SHOWN, {})
    return Limits(TypeAdapter(dict[str, float]).validate_python(found), kept, shown)


def accept(sheet: Sheet, path: Path = REFERENCE, rows: Sequence[Row] = ()) -> None:
    """Make a run the one that later runs are compared with: one line per measure, and one of the services shown."""
    kept = _kept(sheet) | ({_SHOWN: dict(sorted(_shown(rows).items()))} if rows else {})
    lines = (json.dumps({name: values}) for name, values in sorted(kept.items()))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def breaches(rows: Sequence[Row], sheet: Sheet, limits: Limits) -> list[str]:
    """What does not hold any more, in words; empty when the gate is passed."""
    found = figures([row.case for row in rows], sheet).get("all", {})
    # A third is not the same number before and after it was written down in six digits.
    rounded = _kept(sheet)
    gone = _gone(rows, limits.shown)
    return [*_below(found, limits.floors), *_worse(rows, rounded, limits), *_lost(rows, rounded, limits), *gone]


def _kept(sheet: Sheet) -> dict[str, dict[str, float]]:
    """A sheet as it is written down; how long an answer took is another on every machine."""
    return {
        name: {id_: round(values[id_], _DIGITS) for id_ in sorted(values)}
        for name, values in sheet.items()
        if name != "latency"
    }


def _below(found: Mapping[str, Estimate], floors: Mapping[str, float]) -> Iterator[str]:
    for name, floor in floors.items():
        measure, got = MEASURES[name], found.get(name)
        if got is None:
            yield f"{measure.title}: nothing was measured"
        elif (got.value < floor) if measure.more_is_better else (got.value > floor):
            yield f"{measure.title}: {got.value:.3f}, and the floor is {floor:g}"


def _worse(rows: Sequence[Row], sheet: Sheet, limits: Limits) -> Iterator[str]:
    for name, difference in differences(_kept(limits.reference), sheet, pairs_of(rows)).items():
        if is_worse(name, difference):
            yield f"{MEASURES[name].title}: {difference.mean:+.3f} since the accepted run (p {difference.p:.3f})"


def _lost(rows: Sequence[Row], sheet: Sheet, limits: Limits) -> Iterator[str]:
    before, after = limits.reference.get("among_three", {}), sheet.get("among_three", {})
    lost = [row.case.id for row in rows if before.get(row.case.id, 0) > after.get(row.case.id, 1)]
    if len(lost) > _LOST_BY_ROUNDING:
        yield f"{len(lost)} cases have lost their contact: {', '.join(lost)}"


def _gone(rows: Sequence[Row], before: Mapping[str, float]) -> Iterator[str]:
    """Services that were suggested now and again, and are suggested to nobody any more."""
    today = _shown(rows)
    gone = [service for service, count in before.items() if count >= _OFTEN and service not in today]
    if gone:
        yield f"suggested to nobody any more: {', '.join(sorted(gone))}"


def _shown(rows: Sequence[Row]) -> Counter[str]:
    return Counter(service for row in rows for service in set(row.services))
