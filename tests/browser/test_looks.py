"""Pages can be read and used by everybody: no fault that axe finds, no sideways scrolling, targets large enough."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/",
    "/about",
    "/services",
    "/services?kind=elephants",
    "/services/lab-sequencing",
    "/organizations",
    "/organizations/lab",
    "/guides/guide-samples",
    "/nope",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
SMALLEST = 44
TOO_WIDE = """
document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth)
  .map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
"""


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def _answer(page: Page, language: str) -> None:
    page.goto(f"/?lang={language}")
    page.locator("#question").fill("Vem läser av arvsmassan i våra prover?")
    page.locator(".ask button").click()
    expect(page.locator("#status span")).to_have_count(1)


@pytest.mark.parametrize("address_", ADDRESSES)
def test_axe_finds_no_fault_on_any_page(page: Page, address_: str) -> None:
    page.goto(address_)

    assert _violations(page) == []


@pytest.mark.parametrize(("width", "scheme", "language"), [(375, "light", "sv"), (1280, "dark", "en")])
def test_axe_finds_no_fault_in_an_answer(
    page: Page, width: int, scheme: Literal["light", "dark"], language: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    _answer(page, language)

    assert _violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for address_ in ADDRESSES:
        page.goto(address_)
        wide[address_] = page.evaluate(TOO_WIDE)
    _answer(page, "sv")

    assert {place: found for place, found in {**wide, "answer": page.evaluate(TOO_WIDE)}.items() if found} == {}


def test_what_is_pressed_is_large_enough_for_a_finger(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    small = []
    for address_ in ADDRESSES:
        page.goto(address_)
        small += _small(page)
    _answer(page, "sv")

    assert small + _small(page) == []


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/services")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_the_focus_can_be_seen(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Visa vägen").focus()
    page.keyboard.press("Shift+Tab")

    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3


def test_paper_shows_the_answer_and_no_forms(page: Page) -> None:
    _answer(page, "sv")
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="info@lab.example").first).to_be_visible()
    expect(page.locator(".composer")).to_be_hidden()
    expect(page.get_by_role("button", name="Fel kontakt?").first).to_be_hidden()


def test_paper_writes_out_only_addresses_that_the_text_does_not_show(page: Page) -> None:
    page.goto("/services/lab-sequencing")
    page.emulate_media(media="print")
    value = page.locator(".contact .value").first
    after = "one => getComputedStyle(one, '::after').content"

    assert value.evaluate(after) == "none"
    value.evaluate("one => { one.href = 'tel:+46812370000' }")
    assert value.evaluate(after) == "none"
    value.evaluate("one => { one.href = 'https://lab.example/a' }")
    assert "https://lab.example/a" in value.evaluate(after)


def test_the_content_security_policy_has_nothing_to_block(page: Page) -> None:
    page.add_init_script(
        "window.blocked = [];addEventListener('securitypolicyviolation', one => blocked.push(one.violatedDirective))"
    )
    _answer(page, "sv")

    assert page.evaluate("blocked") == []


def _small(page: Page) -> list[str]:
    pressed = page.locator(
        "button:visible, select:visible, input:visible, textarea:visible, nav a:visible, .primary:visible"
    )
    boxes = [(one.inner_text()[:40], one.bounding_box()) for one in pressed.all()]
    return [name for name, box in boxes if box and box["height"] < SMALLEST]
