"""What an answer is worth; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.models import Outcome
from evals.cases import Case
from evals.replies import Answered


@dataclass(frozen=True, slots=True)
class Row:
    """One case with what was got at its last turn."""

    case: Case
    got: Answered

    @property
    def outcome(self) -> Outcome:
        """How the turn ended."""
        return self.got.outcome

    @property
    def services(self) -> tuple[str, ...]:
        """Ids of suggested services, best first."""
        return tuple(one.service_id for one in self.got.suggestions)

    @property
    def organizations(self) -> tuple[str, ...]:
        """Ids of the organizations of suggested services, best first."""
        return tuple(one.organization_id for one in self.got.suggestions)

    @property
    def ranking(self) -> tuple[str, ...]:
        """Ids of all services that came near: the suggested ones, then the others in their order."""
        return tuple(dict.fromkeys([*self.services, *(one.service_id for one in self.got.candidates)]))


@dataclass(frozen=True, slots=True)
class Score:
    """Shares (0..1) over a set of rows; empty where there is nothing to measure."""

    cases: int
    right_outcome: float | None
    first: float | None
    among_three: float | None
    forbidden: int


def rows_of(cases: Iterable[Case], replies: Mapping[str, Answered]) -> list[Row]:
    """The cases that have been answered, in their order."""
    return [Row(case, replies[case.id]) for case in cases if case.id in replies]


def score(rows: Sequence[Row]) -> Score:
    """How good a set of answers is."""
    routed = [one for one in rows if one.case.best]
    return Score(
        len(rows),
        _share(one.outcome is one.case.expected for one in rows),
        _share(is_first(one) for one in routed),
        _share(is_among(one, 3) for one in routed),
        sum(bool(set(one.services) & set(one.case.must_not)) for one in rows),
    )


def is_first(one: Row) -> bool:
    """Whether the first suggestion is an ideal one."""
    return bool(one.services) and one.services[0] in one.case.best


def is_among(one: Row, count: int) -> bool:
    """Whether an ideal or acceptable suggestion is among the first ones."""
    return bool(set(one.services[:count]) & {*one.case.best, *one.case.accepted})


def parity(rows: Iterable[Row]) -> float | None:
    """The share of pairs whose two languages get the same first organization, or an ideal first both."""
    pairs: dict[str, list[Row]] = {}
    for one in rows:
        if one.case.pair and one.case.best:
            pairs.setdefault(one.case.pair, []).append(one)
    return _share(_alike(two) for two in pairs.values() if len(two) == 2)  # noqa: PLR2004 - a pair


def _alike(two: Sequence[Row]) -> bool:
    return two[0].organizations[:1] == two[1].organizations[:1] or all(is_first(one) for one in two)


def _share(holds: Iterable[bool]) -> float | None:
    seen = list(holds)
    return sum(seen) / len(seen) if seen else None
