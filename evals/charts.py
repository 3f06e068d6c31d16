"""Draws figures as SVG to stand in a page: the page's own colours and type, a title and a description, no ids twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from evals.calibration import Bin, Kept
from evals.statistics import Estimate

WIDTH = 400
_POINTS = 72
_STEP = 19
_SIDE = 50
# Drawn in these, shown in the page's own: a sheet may set each variable, for dark screens or paper.
_COLOURS = {
    "#17292d": "--chart-ink",
    "#48595c": "--chart-soft",
    "#ddd3c3": "--chart-line",
    "#0f5257": "--chart-1",
    "#a8431f": "--chart-2",
    "#6a4c93": "--chart-3",
}
_INK, _SOFT, _LINE, *_SERIES = _COLOURS
_SHAPES = ("o", "D", "s")
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_DECIMALS = re.compile(r"(\d\.\d\d)\d+")
_REFERENCE = re.compile(r"#([\w-]+)")
_FAMILY = re.compile(r"'DejaVu Sans'[^;]*|DejaVu Sans[^;]*")


@dataclass(frozen=True, slots=True)
class Caption:
    """What a drawing is called in the page's addresses, its title, and what is seen in it."""

    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Track:
    """One thing that was measured: a value for each series that has one, and the target."""

    title: str
    marks: Mapping[str, Estimate]
    target: float | None = None


def dots(caption: Caption, tracks: Sequence[Track]) -> str:
    """Shares as dots on their intervals, one track below the other, the target as an upright stroke."""
    series = list(dict.fromkeys(name for one in tracks for name in one.marks))
    heights = [_STEP * (len(one.marks) + 1.4) for one in tracks]

    def draw(axes: Axes) -> None:
        top = 0.0
        for track, height in zip(tracks, heights, strict=True):
            _track(axes, track, series, top)
            top += height
        axes.set_ylim(top or 1, 0)
        axes.set_yticks([])
        _share_axis(axes, [mark.low for one in tracks for mark in one.marks.values()])
        _legend(axes)

    return _drawn(caption, draw, height=sum(heights) + 3 * _STEP, right=_SIDE, left=18)


def abstention_curve(caption: Caption, kept: Sequence[Kept], target: float | None) -> str:
    """How much of what is answered is right first, when only the surest share is answered."""

    def draw(axes: Axes) -> None:
        right = [one.right for one in kept]
        axes.plot([one.coverage for one in kept], right, color=_SERIES[0], lw=2, label="right first")
        if target is not None:
            axes.axhline(target, color=_INK, lw=1.2, ls=(0, (4, 3)), label="target")
        axes.set_xlim(0, 1.02)
        axes.set_ylim(_below([*right, 1.0 if target is None else target]), 1.02)
        _percent(axes, "xy")
        _named(axes, "of all answers, the surest", "right first, of these")

    return _drawn(caption, draw, height=260)


def reliability(caption: Caption, bins: Sequence[Bin]) -> str:
    """Confidence against what came true; on the diagonal, confidence can be taken at its word."""

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=_SOFT, lw=1.2, ls=(0, (4, 3)), label="as sure as right")
        sure, right = [one.confidence for one in bins], [one.right for one in bins]
        axes.plot(sure, right, color=_SERIES[1], lw=2, marker="D", markersize=5, label="the answers", clip_on=False)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.04)
        _percent(axes, "xy")
        _named(axes, "how sure", "how often right first")

    return _drawn(caption, draw, height=260)


def histogram(caption: Caption, milliseconds: Sequence[float], quantiles: Mapping[str, float]) -> str:
    """How many answers took how long, on a scale where each step is as many times longer."""

    def draw(axes: Axes) -> None:
        times = [max(one, 0.1) for one in milliseconds]
        first, last = min(times, default=1.0) / 1.2, max(times, default=10.0) * 1.2
        edges = [first * (last / first) ** (step / 24) for step in range(25)]
        axes.hist(times, edges, color=_SERIES[0], edgecolor=_LINE, linewidth=0.5)
        axes.set_xscale("log")
        axes.set_xlim(first, last)
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xticks([one for one in _TICKS if first <= one <= last])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        for place, (name, value) in enumerate(quantiles.items()):
            style = (0, (4, 3)) if place else "solid"
            axes.axvline(value, color=_SERIES[1], lw=2, ls=style, label=f"{name} {value:.0f} ms")
        _named(axes, "milliseconds", "answers")

    return _drawn(caption, draw, height=230)


def _track(axes: Axes, track: Track, series: Sequence[str], top: float) -> None:
    beside = axes.get_yaxis_transform()
    axes.text(0, top + _STEP * 0.75, track.title, transform=beside, va="center", color=_INK)
    place = top + _STEP * 0.75
    for name, mark in track.marks.items():
        place += _STEP
        colour, shape = _SERIES[series.index(name) % len(_SERIES)], _SHAPES[series.index(name) % len(_SHAPES)]
        axes.plot([mark.low, mark.high], [place, place], color=colour, lw=2)
        axes.plot([mark.value], [place], color=colour, marker=shape, markersize=7, label=name, clip_on=False, zorder=3)
        axes.text(1.03, place, f"{mark.value:.0%}", transform=beside, va="center", color=_INK)
    if track.target is not None:
        ends = [top + _STEP * 1.2, place + _STEP * 0.5]
        axes.plot([track.target] * 2, ends, color=_INK, lw=1.5, ls=(0, (3, 2)), label="target")


def _share_axis(axes: Axes, lows: Sequence[float]) -> None:
    axes.set_xlim(_below(lows), 1.0)
    _percent(axes, "x")
    axes.grid(visible=True, axis="x", color=_LINE, lw=0.8)
    axes.spines["left"].set_visible(False)


def _below(values: Sequence[float]) -> float:
    """A round tenth with some air under the lowest value."""
    return max(0.0, int(min(values, default=0.0) * 10 - 0.5) / 10)


def _percent(axes: Axes, which: str) -> None:
    for axis in (axes.xaxis if one == "x" else axes.yaxis for one in which):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}"))


def _named(axes: Axes, across: str, up: str) -> None:
    axes.set_xlabel(across, color=_SOFT)
    axes.set_title(f"↑ {up}", loc="left", color=_SOFT, fontsize=12, pad=30)
    axes.grid(visible=True, axis="y", color=_LINE, lw=0.8)
    axes.set_axisbelow(True)
    _legend(axes)


def _legend(axes: Axes) -> None:
    handles = {label: handle for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)}
    if handles:
        place = axes.legend(
            handles.values(),
            handles.keys(),
            loc="lower left",
            ncols=3,
            frameon=False,
            labelcolor=_INK,
            handlelength=1.6,
            borderpad=0,
        )
        place.set_bbox_to_anchor((0, 1))


def _drawn(
    caption: Caption, draw: Callable[[Axes], None], *, height: float, left: float = 44, right: float = 10
) -> str:
    style = {"svg.fonttype": "none", "svg.hashsalt": caption.name, "font.family": "DejaVu Sans", "font.size": 12}
    style |= {"text.parse_math": False}
    with mpl.rc_context(style), BytesIO() as file:  # type: ignore[arg-type]
        figure = Figure(figsize=(WIDTH / _POINTS, height / _POINTS), dpi=_POINTS)
        top, bottom = 56 if left > right else 26, 42 if left > right else 24
        frame = (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height)
        axes = figure.add_axes(frame)
        axes.patch.set_visible(False)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(_SOFT)
        axes.tick_params(colors=_SOFT, length=3)
        draw(axes)
        figure.savefig(file, format="svg", transparent=True)
        return _inline(file.getvalue(), caption)


def _inline(svg: bytes, caption: Caption) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    used = {name for one in root.iter() for value in one.attrib.values() for name in _REFERENCE.findall(value)}
    for one in list(root):
        if one.tag.endswith("metadata"):
            root.remove(one)
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
        one.attrib = dict(_attributes(one.attrib, caption.name, used))
    box = root.get("viewBox")
    inside = "".join(ElementTree.tostring(one, "unicode") for one in root if one.find("style") is None)
    for colour, variable in _COLOURS.items():
        inside = inside.replace(colour, f"var({variable}, {colour})")
    title, description = f"{caption.name}-title", f"{caption.name}-description"
    return (
        f'<svg class="chart" viewBox="{box}" role="img" aria-labelledby="{title}" aria-describedby="{description}">\n'
        f'<title id="{title}">{escape(caption.title)}</title>\n'
        f'<desc id="{description}">{escape(caption.description)}</desc>\n{inside.strip()}\n</svg>'
    )


def _attributes(attributes: Mapping[str, str], name: str, used: set[str]) -> list[tuple[str, str]]:
    kept = []
    for key, value in attributes.items():
        plain = key.rpartition("}")[2]
        if plain == "id" and value not in used:
            continue
        short = f"{name}-{value}" if plain == "id" else _REFERENCE.sub(lambda hit: _own(hit, name, used), value)
        kept.append((plain, _FAMILY.sub("inherit", _DECIMALS.sub(r"\1", short))))
    return kept


def _own(hit: re.Match[str], name: str, used: set[str]) -> str:
    return f"#{name}-{hit[1]}" if hit[1] in used and f"#{hit[1]}" not in _COLOURS else hit[0]
