"""From signing in to a check-in and the quick view, with no mouse, and the focus is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there, as somebody who sees where it is would."""
    for _each in range(80):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


def test_sign_in_check_in_look_and_come_back(page: Page, quarter: Quarter) -> None:
    user = quarter.world.user("Max")
    user.set_password("seven green lanterns")
    user.save()
    page.goto(f"/accounts/login/?next=/o/acme/company%3Fopen%3D{quarter.win.pk}")
    tab_to(page, "input[name=login]")
    page.keyboard.type("max@acme.example")
    tab_to(page, "input[name=password]")
    page.keyboard.type("seven green lanterns")
    page.keyboard.press("Enter")
    page.wait_for_url("**/company?open=*")
    tab_to(page, ".row")
    expect(row(page, quarter.win)).to_be_focused()
    page.keyboard.press("ArrowDown")
    while not page.evaluate("(id) => document.activeElement.dataset.id === id", str(quarter.shops.pk)):
        page.keyboard.press("ArrowDown")
    shops = row(page, quarter.shops)
    page.keyboard.press("c")
    expect(shops.locator("input[name=entry]")).to_be_focused()
    page.keyboard.type("4 on track: two landlords signed")
    page.keyboard.press("Enter")
    expect(shops.locator(".row-percent")).to_contain_text("40")
    expect(shops).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2").first).to_be_focused()
    expect(page.locator("#panel")).to_contain_text("Open ten shops")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(shops).to_be_focused()
