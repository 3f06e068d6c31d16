"""The report of a run can be read by everybody: on a phone, in the dark, by a screen reader, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from evals.page import write_report
from tests.evals.reports import a_report

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture
def report(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The report as a file that somebody opens; what it asks for from outside fails the test."""
    write_report(a_report(), tmp_path)
    context = chromium.new_context()
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    context.close()
    assert {one.rsplit("/", 1)[-1].partition("#")[0] for one in asked} == {"report.html"}


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark"), (1280, "light")])
def test_axe_finds_no_fault_in_a_report(report: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    report.emulate_media(color_scheme=scheme)
    report.set_viewport_size({"width": width, "height": 800})

    found = Axe().run(report, options=RULES).response["violations"]

    assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_report_never_scrolls_sideways(report: Page, width: int) -> None:
    report.set_viewport_size({"width": width, "height": 800})

    assert report.evaluate("document.documentElement.scrollWidth") <= width


def test_a_screen_reader_gets_each_drawing_by_its_title(report: Page) -> None:
    expect(report.get_by_role("img", name="What has a target, by language")).to_be_visible()
    expect(report.get_by_role("img")).to_have_count(6)


def test_what_is_written_in_a_drawing_stands_inside_it(report: Page) -> None:
    outside = report.evaluate(
        """[...document.querySelectorAll("svg text")].filter(one => {
             const own = one.getBoundingClientRect(), all = one.closest("svg").getBoundingClientRect();
             return own.left < all.left || own.right > all.right || own.top < all.top || own.bottom > all.bottom;
           }).map(one => one.textContent)"""
    )

    assert outside == []


def test_paper_shows_the_figures_in_dark_ink_and_no_menu(report: Page) -> None:
    report.emulate_media(media="print", color_scheme="dark")

    expect(report.get_by_role("navigation")).to_be_hidden()
    expect(report.get_by_role("img").first).to_be_visible()
    assert report.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    assert report.evaluate("getComputedStyle(document.querySelector('td')).color") == "rgb(0, 0, 0)"
