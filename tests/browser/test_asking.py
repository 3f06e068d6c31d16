"""A company asks in a real browser: with scripts the answer streams in, without them it is a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Vem läser av arvsmassan i våra prover?"


def _ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_label("Vad behöver ert företag?").fill(question)
    page.get_by_role("button", name="Visa vägen").click()


def test_the_answer_streams_in_and_is_announced_once(page: Page) -> None:
    page.goto("/")
    _ask(page)

    expect(page.get_by_role("status").first).to_have_text("Svaret är klart, med 2 tjänster.")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_role("link", name="info@lab.example").first).to_be_visible()
    expect(page.locator(".lead-in")).to_contain_text("Sekvensering")
    assert page.url.endswith("/")


def test_the_form_is_empty_and_in_focus_for_the_next_question_which_goes_on(page: Page) -> None:
    page.goto("/")
    _ask(page)
    field = page.get_by_label("Fortsätt med egna ord")
    expect(field).to_have_value("")
    first = page.locator(".ask input[name=conversation_id]").input_value()

    field.fill("Lån till unga företag som behöver kapital för att växa")
    field.press("Enter")

    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last).to_contain_text("Tillväxtlån")
    expect(field).to_be_focused()
    assert page.locator(".ask input[name=conversation_id]").input_value() == first


def test_a_new_answer_comes_into_view(page: Page) -> None:
    page.goto("/")
    _ask(page)
    expect(page.locator(".turn")).to_have_count(1)
    page.get_by_label("Fortsätt med egna ord").fill("Lån till unga företag som behöver kapital för att växa")
    page.get_by_role("button", name="Visa vägen").click()

    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last.locator(".said")).to_be_in_viewport()


def test_a_half_written_text_stays_when_a_choice_is_pressed(page: Page) -> None:
    page.goto("/")
    _ask(page, "Vi vill testa vår produkt")
    field = page.get_by_label("Fortsätt med egna ord")
    expect(field).to_have_value("")
    field.fill("Halvskrivet")

    page.locator(".question-back button").first.click()

    expect(page.locator(".ask input[name=earlier]")).to_have_count(2)
    expect(page.locator(".turn")).to_have_count(2)
    expect(field).to_have_value("Halvskrivet")


def test_a_half_written_text_stays_when_the_language_changes(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Vad behöver ert företag?").fill("Halvskrivet")

    page.get_by_role("link", name="English").click()
    field = page.get_by_label("What does your company need?")
    expect(field).to_have_value("Halvskrivet")
    field.fill("")
    page.get_by_role("link", name="Svenska").click()

    expect(page.get_by_label("Vad behöver ert företag?")).to_have_value("")


def test_the_focus_stays_where_one_goes_on(page: Page) -> None:
    page.goto("/")
    _ask(page)
    expect(page.locator(".ask input[name=earlier]")).to_have_count(1)
    expect(page.get_by_role("button", name="Visa vägen")).to_be_focused()

    page.get_by_role("button", name="Fel kontakt?").first.click()
    expect(page.locator(".thanks")).to_be_focused()

    page.goto("/about")
    page.goto("/")
    page.locator(".examples button").first.click()
    expect(page.locator(".said")).to_be_focused()


def test_shift_and_enter_begins_a_new_line(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label("Vad behöver ert företag?")
    field.fill("Ett")

    field.press("Shift+Enter")
    field.press_sequentially("Två")

    assert field.input_value() == "Ett\nTvå"
    expect(page.locator(".turn")).to_have_count(0)


def test_an_example_is_one_press_away(page: Page) -> None:
    page.goto("/")
    page.locator(".examples button").first.click()

    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".examples")).to_be_hidden()


def test_a_fault_is_said_beside_the_form_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    _ask(page, "12345")

    expect(page.get_by_role("alert")).to_contain_text("Det finns inga ord i texten.")
    expect(page.get_by_label("Vad behöver ert företag?")).to_have_value("12345")

    _ask(page)

    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_lost_connection_is_said_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    page.route("**/ask", lambda route: route.abort())
    _ask(page)

    expect(page.get_by_role("alert")).to_contain_text("Förbindelsen bröts")
    expect(page.get_by_label("Vad behöver ert företag?")).to_have_value(QUESTION)


def test_a_wrong_contact_is_reported_in_place(page: Page) -> None:
    page.goto("/")
    _ask(page)
    page.get_by_role("button", name="Fel kontakt?").first.click()

    expect(page.locator(".way").first).to_contain_text("Tack. Rådgivarna kontrollerar kontakten.")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_source_number_leads_to_its_source(page: Page) -> None:
    page.goto("/")
    _ask(page)
    page.get_by_role("link", name="Källa 1").first.click()

    expect(page.locator(".sources li").first).to_be_in_viewport()
    expect(page.locator(".turn")).to_have_count(1)


def test_an_english_question_is_answered_in_english_on_a_swedish_page(page: Page) -> None:
    page.goto("/")
    _ask(page, "Who reads the genome in samples that companies send?")

    expect(page.locator(".turn")).to_have_attribute("lang", "en")
    expect(page.locator(".turn")).to_contain_text("How to get in")
    expect(page.get_by_role("button", name="Visa vägen")).to_be_visible()


def test_without_scripts_a_conversation_works_as_well(plain_page: Page) -> None:
    plain_page.goto("/")
    _ask(plain_page)
    expect(plain_page.locator(".turn")).to_contain_text("info@lab.example")

    plain_page.get_by_label("Fortsätt med egna ord").fill("Lån till unga företag som behöver kapital för att växa")
    plain_page.get_by_role("button", name="Visa vägen").click()

    expect(plain_page.locator(".turn")).to_contain_text("Tillväxtlån")
    expect(plain_page.locator(".earlier")).to_contain_text(QUESTION)


def test_without_scripts_a_long_text_that_must_be_mended_is_kept(plain_page: Page) -> None:
    typed = "å" * 4_001
    plain_page.goto("/")
    _ask(plain_page, typed)

    expect(plain_page.get_by_role("alert").first).to_contain_text("högst 4 000 tecken")
    expect(plain_page.get_by_label("Vad behöver ert företag?")).to_have_value(typed)


def test_without_scripts_a_wrong_contact_is_reported_on_a_page_of_its_own(plain_page: Page) -> None:
    plain_page.goto("/services/lab-sequencing")
    plain_page.get_by_role("button", name="Fel kontakt?").click()

    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Tack")


def test_without_scripts_the_catalogue_is_filtered(plain_page: Page) -> None:
    plain_page.goto("/services")
    plain_page.get_by_label("Typ av stöd").select_option("loan")
    plain_page.get_by_role("button", name="Visa tjänster").click()

    expect(plain_page.get_by_role("heading", level=2)).to_have_text("1 tjänst")
    expect(plain_page.get_by_role("link", name="Tillväxtlån")).to_be_visible()


def test_without_scripts_the_language_changes_and_the_page_stays(plain_page: Page) -> None:
    plain_page.goto("/services?kind=loan")
    plain_page.get_by_role("link", name="English").click()

    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Services")
    expect(plain_page.get_by_label("Kind of support")).to_have_value("loan")
