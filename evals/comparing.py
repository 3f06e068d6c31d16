"""Lays two runs side by side: what became better or worse, how surely, and which cases flipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.confusion import cost
from evals.measures import Row
from evals.scoring import MEASURES, Sheet
from evals.statistics import Difference, paired

SURE = 0.05


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that ended in another way than in the run compared with: better, worse, or only otherwise."""

    case_id: str
    before: str
    after: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Another run beside this one: what the two do not share, this less that, and what flipped."""

    name: str
    differing: tuple[str, ...]
    differences: Mapping[str, Difference]
    flips: tuple[Flip, ...]


def differences(before: Sheet, after: Sheet, pairs: Mapping[str, str]) -> dict[str, Difference]:
    """After less before for every measure, over the cases that both have; `pairs` joins the two questions of a pair."""
    found = {}
    for name in MEASURES:
        shared = sorted(before.get(name, {}).keys() & after.get(name, {}).keys())
        if shared and name != "latency":
            one, other = ({id_: sheet[name][id_] for id_ in shared} for sheet in (before, after))
            found[name] = paired(one, other, {id_: pairs.get(id_, id_) for id_ in shared})
    return found


def is_worse(name: str, difference: Difference) -> bool:
    """Whether a measure went the wrong way by more than chance."""
    return difference.p < SURE and (difference.mean < 0) is MEASURES[name].more_is_better


def flips(before: Iterable[Row], after: Iterable[Row]) -> list[Flip]:
    """Cases that ended otherwise: first those whose first contact changed, the costliest changes first."""
    earlier = {row.case.id: row for row in before}
    changed = [(earlier[row.case.id], row) for row in after if row.case.id in earlier]
    found = [(one, other) for one, other in changed if _shown(one) != _shown(other)]
    found.sort(
        key=lambda two: (two[0].services[:1] == two[1].services[:1], cost(two[0]) - cost(two[1]), two[1].case.id)
    )
    return [Flip(other.case.id, _said(one), _said(other), _better(one, other)) for one, other in found]


def pairs_of(rows: Iterable[Row]) -> dict[str, str]:
    """Which cases belong together."""
    return {row.case.id: row.case.pair or row.case.id for row in rows}


def described(compared: Compared) -> str:
    """The comparison in plain text."""
    lines = [f"compared with {compared.name}; other: {', '.join(compared.differing) or 'nothing'}", ""]
    for name, one in compared.differences.items():
        lines.append(f"{MEASURES[name].title:60}{one.mean:+8.3f}  p {one.p:.3f}  {one.changed} of {one.count} changed")
    lines += ["", *(_line(flip) for flip in compared.flips)]
    return "\n".join(lines)


def _line(flip: Flip) -> str:
    word = {True: "better", False: "WORSE", None: "other"}[flip.better]
    return f"{word:7}{flip.case_id:14}{flip.before}  →  {flip.after}"


def _shown(row: Row) -> tuple[str, Sequence[str]]:
    return row.outcome, row.services


def _said(row: Row) -> str:
    return ", ".join(row.services) or str(row.outcome)


def _gain(one: Row, other: Row) -> float:
    return cost(one) - cost(other)


def _better(one: Row, other: Row) -> bool | None:
    gain = _gain(one, other)
    return None if gain == 0 else gain > 0
