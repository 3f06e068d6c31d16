"""Puts scores into a table and lists what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.measures import Row, Score, is_first, parity, score


def table(rows: Sequence[Row]) -> str:
    """Scores over all, by language, by expected outcome and by noise."""
    groups: dict[str, Callable[[Row], str]] = {
        "language": lambda one: one.case.language,
        "expected": lambda one: one.case.expected,
        "noise": lambda one: one.case.noise or "none",
    }
    lines = [
        f"{'':28}{'cases':>7}{'outcome':>9}{'first':>8}{'in 3':>8}{'must not':>10}",
        _line("all", score(rows)),
    ]
    for name, group in groups.items():
        for value in sorted({group(one) for one in rows}):
            lines.append(_line(f"{name} {value}", score([one for one in rows if group(one) == value])))
    lines.append(f"same first organization in both languages, or both ideal: {_number(parity(rows))}")
    return "\n".join(lines)


def failures(rows: Sequence[Row]) -> str:
    """Each case that did not get its outcome or an ideal first suggestion."""
    lines = []
    for one in rows:
        if one.outcome is not one.case.expected:
            lines.append(f"{one.case.id}: expected {one.case.expected}, got {one.outcome}: {one.case.question[:100]}")
        elif one.case.best and not is_first(one):
            got, wanted = ", ".join(one.services), ", ".join(one.case.best)
            lines.append(f"{one.case.id}: expected {wanted}; got {got}: {one.case.question[:100]}")
    return "\n".join(lines)


def _line(name: str, got: Score) -> str:
    shares = "".join(
        f"{_number(share):>{width}}" for share, width in ((got.right_outcome, 9), (got.first, 8), (got.among_three, 8))
    )
    return f"{name:28}{got.cases:>7}{shares}{got.forbidden:>10}"


def _number(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
