"""Writes what a run showed: a page that a person who was not there understands, a summary, and a table of cases."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.calibration import abstention, calibration
from evals.charts import Caption, Track, abstention_curve, dots, histogram, reliability
from evals.comparing import Compared
from evals.confusion import PRICES, by_outcome, kinds, mistakes, outcomes
from evals.measures import Row, is_first
from evals.runs import Stamp
from evals.scoring import MEASURES, Measure, Sheet, figures, language_gap
from evals.statistics import Difference, Estimate
from knowledge.labels import label
from knowledge.vocabulary import Language, SupportKind

_HERE = Path(__file__).parent / "templates"
_GROUPS = ("language", "group", "area", "noise")
_BESIDE = ("first", "among_three", "reciprocal_rank", "ndcg", "passages_5", "outcome", "cost")
_QUANTILES = {"half within": 50, "95 of 100 within": 95}
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another way to answer the same cases, and what it was worth."""

    name: str
    about: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made from; `kinds` are those of each service, for which kind was taken for which."""

    title: str
    made_on: date
    stamp: Stamp
    rows: Sequence[Row]
    sheet: Sheet
    kinds: Mapping[str, Sequence[SupportKind]] = field(default_factory=dict)
    neighbours: Sequence[Neighbour] = ()
    compared: Compared | None = None


def write_report(report: Report, folder: Path) -> None:
    """Write report.html, summary.md and rows.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    values = _values(report)
    (folder / "report.html").write_text(_rendered("report.html.jinja", values, escaped=True), "utf-8")
    (folder / "summary.md").write_text(_rendered("report.md.jinja", values, escaped=False), "utf-8")
    # Spreadsheets read a table as UTF-8 only when it says so.
    (folder / "rows.csv").write_text(table(report), "utf-8-sig", newline="")


def table(report: Report) -> str:
    """One row of CSV per case, with each measure's value where it can be measured."""
    measures = [name for name in MEASURES if report.sheet.get(name)]
    file = StringIO()
    writer = csv.writer(file)
    about = ["id", "language", "group", "area", "split", "noise", "question", "expected", "got", "first_suggestion"]
    writer.writerow([*about, *measures])
    for row in report.rows:
        case = row.case
        kind = (case.language, case.group, case.area, case.split, case.noise)
        ended = (case.expected, row.outcome, next(iter(row.services), None))
        values = (report.sheet[name].get(case.id) for name in measures)
        writer.writerow([case.id, *kind, " / ".join(case.asked), *ended, *values])
    return file.getvalue()


def verdict(measure: Measure, got: Estimate) -> str:
    """Whether a target is met, and whether the whole interval says the same; a promise of all is met when all are."""
    holds = measure.holds(got.value)
    if holds is None:
        return "no_target"
    whole = measure.holds(got.low) is measure.holds(got.high) is holds
    return ("" if whole or got.value == measure.floor == 1 else "just_") + ("met" if holds else "missed")


def change(name: str, difference: Difference) -> str:
    """Whether a difference between two runs is more than chance, and whether it is a gain."""
    if difference.p >= _SURE:
        return "no sure change"
    return "surely better" if (difference.mean > 0) is MEASURES[name].more_is_better else "surely worse"


def _values(report: Report) -> dict[str, object]:
    cases = [row.case for row in report.rows]
    everything = figures(cases, report.sheet).get("all", {})
    verdicts = {name: verdict(MEASURES[name], got) for name, got in everything.items()}
    aimed = [name for name in everything if verdicts[name] != "no_target"]
    others = [name for name in everything if name not in aimed and MEASURES[name].unit == "share"]
    by = {name: figures(cases, report.sheet, name) for name in _GROUPS}
    wrong = sorted(filter(_is_wrong, report.rows), key=lambda row: -report.sheet.get("cost", {}).get(row.case.id, 0))
    return {
        "report": report,
        "said": _words(),
        "measures": MEASURES,
        "all": everything,
        "verdicts": verdicts,
        "aimed": aimed,
        "missed": [name for name in aimed if verdicts[name].endswith("missed")],
        "pairs": len({case.pair for case in cases if case.pair}),
        "by": by,
        "gaps": {name: language_gap(cases, values) for name, values in report.sheet.items()},
        "wrong": [row for row in wrong if row.case.split == "dev"],
        "kept_back": sum(row.case.split == "final" for row in wrong),
        **_mistakes(report),
        **_confidence(report.rows),
        **_speed(report.rows),
        **_neighbours(report),
        "aimed_chart": _drawn("aimed", dots, [_track(name, by) for name in aimed]),
        "others_chart": _drawn("others", dots, [_track(name, by) for name in others]),
    }


def _mistakes(report: Report) -> dict[str, object]:
    found = kinds(report.rows, report.kinds)
    taken = Counter({(one, other): found.count(one, other) for one in found.expected for other in found.got})
    return {
        "matrix": outcomes(report.rows),
        "outcomes": by_outcome(report.rows),
        "mistakes": mistakes(report.rows),
        "prices": PRICES,
        "taken": [(pair, count) for pair, count in taken.most_common() if count and pair[0] != pair[1]][:12],
    }


def _confidence(rows: Sequence[Row]) -> dict[str, object]:
    kept, calibrated = abstention(rows), calibration(rows)
    return {
        "kept": [min(kept, key=lambda one: abs(one.coverage - tenths / 10)) for tenths in range(10, 0, -1) if kept],
        "calibrated": calibrated,
        "abstention": _drawn("abstention", abstention_curve, kept, MEASURES["first"].floor),
        "reliability": _drawn("reliability", reliability, calibrated.bins if calibrated else ()),
    }


def _speed(rows: Sequence[Row]) -> dict[str, object]:
    times = [row.got.milliseconds for row in rows]
    quantiles = {name: float(np.percentile(times, share)) for name, share in _QUANTILES.items() if times}
    return {"quantiles": quantiles, "latency": _drawn("latency", histogram, times, quantiles)}


def _neighbours(report: Report) -> dict[str, object]:
    ways = (Neighbour("Vägen in", "the product", report.sheet), *report.neighbours)
    found = [(one, figures([row.case for row in report.rows], one.sheet).get("all", {})) for one in ways]
    marks = {"right first": "first", "right among three": "among_three"}
    tracks = [Track(one.name, {said: got[name] for said, name in marks.items() if name in got}) for one, got in found]
    beside = [name for name in _BESIDE if any(name in got for _, got in found)]
    return {"neighbours": found, "beside": beside, "beside_chart": _drawn("neighbours", dots, tracks)}


def _track(name: str, by: Mapping[str, Mapping[str, Mapping[str, Estimate]]]) -> Track:
    languages = {_called(code): by["language"].get(code, {}) for code in Language}
    found = {title: got[name] for title, got in languages.items() if name in got}
    return Track(MEASURES[name].title, found, MEASURES[name].floor)


def _is_wrong(row: Row) -> bool:
    return row.outcome is not row.case.expected or bool(row.case.best and not is_first(row))


def _drawn(name: str, draw: Callable[..., str], *values: object) -> Markup:
    said = _words()["charts"][name]
    return Markup(draw(Caption(f"chart-{name}", said["title"], said["description"]), *values))  # noqa: S704 - escaped


def _words() -> Any:  # noqa: ANN401 - only templates read it
    return yaml.load((_HERE / "words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def _rendered(template: str, values: Mapping[str, object], *, escaped: bool) -> str:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=escaped,  # noqa: S701 - Markdown is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for filter_ in (_number, _span, _step, _called, _chance, _cell, change):
        environment.filters[filter_.__name__.lstrip("_")] = filter_
    return environment.get_template(template).render(values)


def _number(value: float, unit: str = "share", comma: str = ".") -> str:
    if unit == "ms":
        return f"{value:.0f} ms"
    said = f"{100 * value:.1f}" if unit == "share" else f"{value:.2f}"
    return said.replace(".", comma) + {"share": "%" if comma == "." else "\N{NO-BREAK SPACE}%"}.get(unit, "")


def _span(got: Estimate, unit: str = "share") -> str:
    low, high = (_number(one, unit).rstrip("% ms") for one in (got.low, got.high))
    return f"{low}–{high}"


def _step(mean: float, unit: str = "share") -> str:
    said = _number(abs(mean), unit).replace("%", " points")
    return said if not mean else f"{'+' if mean > 0 else '−'}{said}"


def _called(value: str) -> str:
    if value in set(SupportKind):
        return label(SupportKind(value)).en
    return str(_words()["called"].get(value, value.replace("_", " ")))


def _chance(p: float) -> str:
    return "under 0.001" if f"{p:.3f}" == "0.000" else f"{p:.3f}"


def _cell(text: str) -> str:
    # What would break the table, or call somebody, where Markdown is read.
    return " ".join(text.split()).translate({ord(sign): f"\\{sign}" for sign in "\\|<>*_`[]@#"})
