"""A company puts right what was understood of it: a chip is opened, changed, and the question answered anew."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_looks import RULES, SMALLEST, TOO_WIDE

pytestmark = pytest.mark.browser

IN_UPPSALA = "Vi är ett bolag i Uppsala. Vem kan sekvensera tumörprover åt oss?"
CHIP = ".understood :is(summary, select, label.tick, button):visible"


def _ask(page: Page, question: str) -> None:
    page.locator("#question").fill(question)
    page.locator(".ask button").click()


def test_a_chip_is_opened_the_place_changed_and_a_new_answer_comes(page: Page) -> None:
    page.goto("/")
    _ask(page, IN_UPPSALA)
    page.locator("summary", has_text="Plats: Uppsala").click()

    page.get_by_label("Plats").select_option("solna")
    page.get_by_role("button", name="Svara om").click()

    newest = page.locator(".turn").last
    expect(page.locator(".turn")).to_have_count(2)
    expect(newest.locator(".said")).to_have_text("Ni frågade: Plats: Solna")
    expect(newest.locator("summary", has_text="Plats: Solna")).to_be_visible()
    expect(newest.get_by_role("link", name="info@lab.example").first).to_be_visible()


def test_the_chips_of_older_answers_are_gone(page: Page) -> None:
    page.goto("/")
    _ask(page, IN_UPPSALA)
    expect(page.locator(".turn").first.locator(".understood")).to_be_visible()

    page.locator("summary", has_text="Plats: Uppsala").click()
    page.get_by_role("button", name="Ta bort").click()

    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").first.locator(".understood")).to_be_hidden()
    expect(page.locator(".turn").last.locator("summary", has_text="+ Plats")).to_be_visible()
    expect(page.locator(".turn").last.locator(".said")).to_be_focused()


def test_one_chip_at_a_time_is_open(page: Page) -> None:
    page.goto("/")
    _ask(page, IN_UPPSALA)
    page.locator("summary", has_text="Plats: Uppsala").click()
    page.locator("summary", has_text="+ Skede").click()

    expect(page.get_by_label("Skede")).to_be_visible()
    expect(page.get_by_label("Plats")).to_be_hidden()


def test_a_chip_is_used_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    _ask(page, f"{IN_UPPSALA} Vi är 12 anställda.")
    page.locator("summary", has_text="Antal anställda: 12").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_label("Antal anställda")).to_be_focused()
    page.keyboard.type("40")
    page.keyboard.press("Enter")

    expect(page.locator(".turn").last.locator("summary", has_text="Antal anställda: 40")).to_be_visible()


def test_a_value_that_cannot_be_is_said_beside_the_form_and_the_chip_stays_open(page: Page) -> None:
    page.goto("/")
    _ask(page, f"{IN_UPPSALA} Vi är 12 anställda.")
    page.locator("summary", has_text="Antal anställda: 12").click()
    page.get_by_label("Antal anställda").fill("många")
    page.get_by_role("button", name="Svara om").click()

    expect(page.get_by_role("alert")).to_contain_text("Antal anställda kan inte vara ”många”.")
    expect(page.get_by_label("Antal anställda")).to_have_value("många")
    expect(page.locator(".turn")).to_have_count(1)


def test_without_scripts_a_chip_puts_the_place_right_as_well(plain_page: Page) -> None:
    plain_page.goto("/")
    _ask(plain_page, IN_UPPSALA)
    plain_page.locator("summary", has_text="Plats: Uppsala").click()

    plain_page.get_by_label("Plats").select_option("solna")
    plain_page.get_by_role("button", name="Svara om").click()

    expect(plain_page.locator(".turn")).to_have_count(1)
    expect(plain_page.locator(".said")).to_have_text("Ni frågade: Plats: Solna")
    expect(plain_page.locator("summary", has_text="Plats: Solna")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("chip", ["Plats: Uppsala", "+ Bransch", "Antal anställda: 12"])
def test_everybody_can_read_and_use_an_open_chip(
    page: Page, width: int, scheme: Literal["light", "dark"], chip: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    _ask(page, f"{IN_UPPSALA} Vi är 12 anställda.")
    expect(page.locator("#status span")).to_have_count(1)
    page.locator("summary", has_text=chip).click()
    expect(page.locator(".fact[open]")).to_have_count(1)

    violations = Axe().run(page, options=RULES).response["violations"]
    boxes = [(one.inner_text(), one.bounding_box()) for one in page.locator(CHIP).all()]

    assert [one["id"] for one in violations] == []
    assert [name for name, box in boxes if box and box["height"] < SMALLEST] == []
    assert page.evaluate(TOO_WIDE) == []
