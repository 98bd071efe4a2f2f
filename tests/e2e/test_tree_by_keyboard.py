"""The tree without a mouse: <cairn-tree>, <cairn-panel>, <cairn-check-in>."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _open(page: Page) -> None:
    page.goto("/style-guide/frame")
    expect(page.locator("cairn-tree > .row[tabindex='0']")).to_have_count(1)  # the elements have started


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_one_row_is_in_the_tab_order_and_arrows_move(page: Page) -> None:
    expect(page.locator("cairn-tree > .row[tabindex='0']")).to_have_count(1)
    press(page, "ArrowDown", "Home")
    expect(page.locator("#row-1")).to_be_focused()
    press(page, "ArrowDown", "ArrowDown")
    expect(page.locator("#row-3")).to_be_focused()
    press(page, "End")
    expect(page.locator("#row-15")).to_be_focused()
    press(page, "ArrowUp")
    expect(page.locator("#row-14")).to_be_focused()


def test_left_closes_and_right_opens_then_enters(page: Page) -> None:
    press(page, "ArrowDown", "Home", "ArrowLeft")
    expect(page.locator("#row-1")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#row-2")).to_be_hidden()
    press(page, "ArrowDown")
    expect(page.locator("#row-5")).to_be_focused()
    press(page, "Home", "ArrowRight")
    expect(page.locator("#row-2")).to_be_visible()
    press(page, "ArrowRight")
    expect(page.locator("#row-2")).to_be_focused()
    press(page, "ArrowLeft")
    expect(page.locator("#row-1")).to_be_focused()


def test_what_was_closed_deeper_down_stays_closed(page: Page) -> None:
    page.locator("#row-6 [data-twist]").click()
    page.locator("#row-5 [data-twist]").click()
    page.locator("#row-5 [data-twist]").click()
    expect(page.locator("#row-6")).to_be_visible()
    expect(page.locator("#row-7")).to_be_hidden()


def test_enter_opens_the_quick_view_and_escape_returns(page: Page) -> None:
    press(page, "ArrowDown", "Home", "ArrowDown", "ArrowDown", "Enter")
    heading = page.locator("#panel h2")
    expect(heading).to_be_focused()
    expect(page.locator("#row-3")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel .chart-area svg")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#row-3")).to_be_focused()


def test_c_turns_the_row_into_a_field_that_shows_what_the_server_reads(page: Page) -> None:
    press(page, "ArrowDown", "Home", "ArrowDown", "c")
    field = page.locator("#row-2 input[name=entry]")
    expect(field).to_be_focused()
    page.keyboard.type("48")
    expect(page.locator("#row-2 output")).to_contain_text("on track")
    press(page, "Escape")
    expect(field).to_have_count(0)
    expect(page.locator("#row-2")).to_be_focused()
    expect(page.locator("#row-2 .row-status")).to_be_visible()


def test_a_refused_entry_stays_open_and_is_not_lost(page: Page) -> None:
    press(page, "ArrowDown", "Home", "ArrowDown", "c")
    page.keyboard.type("fortyeight")
    press(page, "Enter")
    expect(page.locator("#notices .is-error")).to_contain_text("nothing is kept here")
    expect(page.locator("#notices cairn-toast")).to_have_count(1)
    field = page.locator("#row-2 input[name=entry]")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.reload()
    page.locator("#row-2").focus()
    press(page, "c")
    expect(field).to_have_value("fortyeight")


def test_letters_typed_in_a_field_are_no_commands(page: Page) -> None:
    press(page, "ArrowDown", "c")
    page.keyboard.type("a j ?")
    expect(page.locator("input[name=entry]")).to_have_value("a j ?")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_full_stop_opens_the_menu_and_arrows_walk_it(page: Page) -> None:
    press(page, "ArrowDown", ".")
    expect(page.locator("#guide-menu a").first).to_be_focused()
    press(page, "ArrowDown")
    expect(page.locator("#guide-menu a").nth(1)).to_be_focused()
    press(page, "ArrowUp", "ArrowUp")
    expect(page.locator("#guide-menu button")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#guide-menu")).to_be_hidden()


def test_a_question_mark_lists_the_keys(page: Page) -> None:
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
