from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from evals.calibration import Bin, Kept
from evals.charts import Caption, Track, abstention_curve, dots, histogram, reliability
from evals.statistics import Estimate

CAPTION = Caption("shares", "Shares", "Two dots.")


def an_estimate(value: float, low: float | None = None, high: float | None = None) -> Estimate:
    return Estimate(value, value if low is None else low, value if high is None else high, 10)


def some_dots(name: str = "shares") -> str:
    marks = {"Swedish": an_estimate(0.5, 0.0, 0.75), "English": an_estimate(0.9)}
    return dots(Caption(name, "Shares", "Two dots."), [Track("Right first", marks, 0.85)])


def a_curve(name: str) -> str:
    kept = [Kept(0.0, 1.0, 0.8, 10), Kept(0.5, 0.5, 1.0, 5)]
    return abstention_curve(Caption(name, "Curve", "It falls."), kept, 0.85)


def every_drawing() -> list[str]:
    bins = [Bin(0.8, 0.9, 5, 0.85, 0.6), Bin(0.9, 1.0, 5, 0.95, 1.0)]
    return [
        some_dots("one"),
        a_curve("two"),
        reliability(Caption("three", "Sure", "Under the line."), bins),
        histogram(Caption("four", "Times", "Short."), [12.0, 15.0, 40.0], {"half within": 15.0}),
    ]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_a_drawing_tells_those_who_do_not_see_it_what_it_shows() -> None:
    root = parsed(some_dots())

    named = {one.get("id"): one.text for one in root if one.tag in {"title", "desc"}}
    assert root.get("role") == "img"
    assert named[root.get("aria-labelledby")] == "Shares"
    assert named[root.get("aria-describedby")] == "Two dots."


def test_what_is_written_in_a_drawing_is_text_with_nothing_read_into_it() -> None:
    track = Track("<b>$a_b$ & c", {"<i>": an_estimate(0.5)})

    svg = dots(Caption("x", "<b>", "a & b"), [track])

    texts = [one.text for one in parsed(svg).iter("text")]
    assert {"<b>$a_b$ & c", "<i>", "50%"} <= set(texts)
    assert "<b>" not in svg


def test_drawings_of_one_page_share_no_id_and_refer_to_their_own() -> None:
    drawings = every_drawing()

    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in drawings]
    used = [re.findall(r'(?:href="#|url\(#)([^")]+)', svg) for svg in drawings]
    together = [one for own in ids for one in own]
    assert len(together) == len(set(together))
    assert all(own for own in used)
    assert all(set(refers) <= set(own) for own, refers in zip(ids, used, strict=True))


def test_the_same_figures_are_drawn_the_same() -> None:
    assert every_drawing() == every_drawing()


def test_a_drawing_needs_nothing_from_outside_and_takes_the_size_and_colours_of_its_page() -> None:
    for svg in every_drawing():
        root = parsed(svg)

        assert "://" not in svg
        assert root.get("viewBox")
        assert root.get("width") is None
        assert re.findall(r"(?<!, )#[0-9a-f]{6}", svg) == []
        assert "var(--chart-ink, #17292d)" in svg


def test_a_dot_stands_at_its_value() -> None:
    root = parsed(some_dots())

    scale = {one.text: float(one.get("x", "")) for one in root.iter("text") if (one.text or "").endswith("0%")}
    whole = scale["100%"] - scale["0%"]
    places = [float(one.get("x", "")) - scale["0%"] for one in root.iter("use")]
    assert any(place == pytest.approx(0.5 * whole, abs=0.1) for place in places)
    assert any(place == pytest.approx(0.9 * whole, abs=0.1) for place in places)


def test_languages_differ_by_shape_and_not_by_colour_only() -> None:
    root = parsed(some_dots())

    shapes = {one.get("href") for one in root.iter("use") if "--chart-1" in one.get("style", "")}
    others = {one.get("href") for one in root.iter("use") if "--chart-2" in one.get("style", "")}
    assert shapes
    assert others
    assert shapes.isdisjoint(others)


def test_each_series_stands_once_in_the_legend() -> None:
    track = Track("Right first", {"Swedish": an_estimate(0.5), "English": an_estimate(0.6)}, 0.85)

    texts = [one.text for one in parsed(dots(CAPTION, [track, track])).iter("text")]

    assert [texts.count(name) for name in ("Swedish", "English", "target")] == [1, 1, 1]


def test_where_nothing_was_measured_an_empty_drawing_stands() -> None:
    drawings = [
        dots(CAPTION, []),
        abstention_curve(CAPTION, [], None),
        reliability(CAPTION, []),
        histogram(CAPTION, [], {}),
    ]

    assert [parsed(svg).get("role") for svg in drawings] == ["img"] * 4


def test_the_service_never_loads_what_draws() -> None:
    asked = "import sys, web.assembly; print('matplotlib' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
