"""Checking in by typing in the row: what one may type, what moves, and Undo."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def company(page: Page, quarter: Quarter, live_server: object) -> Page:
    """The company's page with “Win the north” open, as Max sees it."""
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto(f"/o/acme/company?open={quarter.win.pk}")
    expect(page.locator("cairn-tree > .row[tabindex='0']")).to_have_count(1)
    return page


def check_in(page: Page, quarter: Quarter, words: str) -> None:
    line = row(page, quarter.shops)
    line.focus()
    page.keyboard.press("c")
    expect(line.locator("input[name=entry]")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(line.locator("input[name=entry]")).to_have_count(0)


@pytest.mark.parametrize(("words", "value"), [("4", "4"), ("+1", "1"), ("60%", "6"), ("5 at risk: landlord", "5")])
def test_what_is_typed_moves_the_row_and_its_parent(company: Page, quarter: Quarter, words: str, value: str) -> None:
    above = row(company, quarter.win).locator(".row-percent button")
    before = above.inner_text()
    check_in(company, quarter, words)
    expect(row(company, quarter.shops).locator(".row-value")).to_contain_text(re.compile(rf"^\s*{value}\b"))
    expect(row(company, quarter.shops).locator(".row-percent")).to_contain_text(f"{value}0")
    expect(above).to_contain_text(f"{int(value) * 10 // 2}")
    expect(above).not_to_have_text(before)
    expect(row(company, quarter.shops)).to_be_focused()
    if "risk" in words:
        expect(row(company, quarter.shops).locator(".row-status")).to_contain_text("At risk")


def test_undo_brings_the_numbers_back(company: Page, quarter: Quarter) -> None:
    check_in(company, quarter, "4")
    expect(row(company, quarter.win).locator(".row-percent")).to_contain_text("20")
    company.get_by_role("button", name="Undo").click()
    expect(row(company, quarter.shops).locator(".row-percent")).to_contain_text(re.compile(r"^\s*0\s%"))
    expect(row(company, quarter.win).locator(".row-percent")).to_contain_text(re.compile(r"^\s*0\s%"))


def test_on_a_phone_one_checks_in_from_the_menu_of_the_row(
    browser: Browser, live_server: object, quarter: Quarter
) -> None:
    with opened(browser, live_server, width=390, has_touch=True, is_mobile=True) as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto(f"/o/acme/company?open={quarter.win.pk}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        row(page, quarter.shops).locator(".row-menu button").tap()
        page.get_by_role("link", name="Check in").tap()
        field = row(page, quarter.shops).locator("input[name=entry]")
        expect(field).to_be_focused()
        field.fill("4")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        row(page, quarter.shops).get_by_role("button", name="Save").tap()
        expect(row(page, quarter.win).locator(".row-percent")).to_contain_text("20")
