"""Shows why a case was answered as it was, in one look."""

from __future__ import annotations

from collections.abc import Mapping

from evals.measures import Row, gains
from evals.replies import Answered, Candidate
from evals.scoring import Sheet

_SHOWN = 10


def trace(row: Row, sheet: Sheet) -> str:
    """What was asked and expected, what was understood and decided, and every candidate with its way up or down."""
    case, got = row.case, row.got
    lines = [
        f"{case.id}: {' / '.join(case.asked)}",
        f"expected  {case.expected}; ideal {', '.join(case.best) or '-'}; acceptable {', '.join(case.accepted) or '-'}",
        f"got       {got.outcome} in {got.language}: {', '.join(row.services) or '-'}",
        f"understood {'; '.join(', '.join(kinds) or 'no kind named' for kinds in got.kinds)}",
        f"decided   {_decided(got)}",
        "",
        *(line for need in range(max(1, len(got.kinds))) for line in _weighed(row, need)),
        f"passages  {', '.join(got.passages[:5]) or '-'}",
        f"worth     {_numbers({name: values[case.id] for name, values in sheet.items() if case.id in values})}",
    ]
    return "\n".join(lines)


def _decided(got: Answered) -> str:
    likest = ", ".join(f"{why} {value:.3f}" for why, value in got.likeness.items()) or "-"
    return (
        f"{got.decided_by or 'by the services found'}; nearest service {got.similarity:.3f}, nearest refusals {likest}"
    )


def _weighed(row: Row, need: int) -> list[str]:
    """The candidates of one need that came nearest, and those further down that should have."""
    told = {*row.services, *gains(row.case)}
    own = [one for one in row.got.candidates if one.need == need]
    near = [one for place, one in enumerate(own) if place < _SHOWN or one.service_id in told]
    titles = (
        f"{f'need {need + 1}' if len(row.got.kinds) > 1 else '':9}{'service':46}{'score':>7}{'found':>7}{'near':>7}"
    )
    return [f"{titles}  ranks; what facts added; by which text", *(_candidate(one, row) for one in near), ""]


def _candidate(one: Candidate, row: Row) -> str:
    mark = "*" if one.service_id in row.case.best else "+" if one.service_id in row.case.accepted else " "
    shown = ">" if one.service_id in row.services else " "
    numbers = f"{one.score:7.3f}{one.found:7.3f}{one.similarity:7.3f}"
    ranks = ", ".join(f"{leg} {rank}" for leg, rank in one.ranks.items()) or "named"
    return f"{shown}{mark} {one.service_id:52}{numbers}  {ranks}; {_numbers(one.parts) or '-'}; {one.text_id or '-'}"


def _numbers(named: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:+.3g}" for name, value in named.items())
