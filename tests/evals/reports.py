"""A report with everything in it, of cases that could be real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.models import Outcome
from evals.comparing import Compared, Flip
from evals.measures import Row
from evals.page import Neighbour, Report
from evals.runs import Stamp
from evals.scoring import score
from evals.statistics import Difference
from knowledge.vocabulary import Language, SupportKind
from tests.evals.builders import a_row

STAMP = Stamp("c0de", "ca7a", "1nde", "m0de", "p0ps", "ca5e", {})


def a_report(*more: Row, **facts: object) -> Report:
    """Six pairs that went well or badly, and these cases; beside another way to answer, against another run."""
    rows = [*_rows(), *more]
    report = Report(
        title="Answer quality",
        made_on=date(2026, 11, 22),
        stamp=STAMP,
        rows=rows,
        sheet=score(rows),
        kinds={"other": (SupportKind.GRANT,)},
        neighbours=[Neighbour("BM25", "words alone", score([a_row("other", id="pair-0-sv")]))],
        compared=Compared(
            "main",
            ("code",),
            {"first": Difference(-0.25, 0.031, 3, 12)},
            (Flip("pair-3-sv", "good", "other", better=False), Flip("pair-0-en", "none", "good", better=True)),
        ),
    )
    return replace(report, **facts)  # type: ignore[arg-type]


def _rows() -> list[Row]:
    return [row for place in range(6) for row in _pair(place)]


def _pair(place: int) -> list[Row]:
    area = SupportKind.GRANT if place % 2 else SupportKind.LAB_SPACE
    services = ("good", "other") if place < 3 else ("other", "good")
    vague = {"expected": Outcome.NEEDS_DETAIL, "best": (), "outcome": Outcome.NEEDS_DETAIL, "group": "vague"}
    facts = vague if place == 5 else {"group": "routing", "area": area, "outcome": Outcome.ANSWERED}
    suggested = () if place == 5 else services
    return [
        a_row(*suggested, id=f"pair-{place}-{code}", pair=f"pair-{place}", language=code, **facts) for code in Language
    ]
