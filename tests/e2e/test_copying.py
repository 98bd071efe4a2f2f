"""A new access token is copied by one press, and the button is there only where the browser can do it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def made(page: Page, quarter: Quarter, live_server: object) -> Page:
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/account/tokens")
    page.locator("input[name=name]").fill("Nightly export")
    page.get_by_role("button", name="Make the token").click()
    return page


def test_a_token_is_copied_and_not_repeated(page: Page, quarter: Quarter, live_server: object) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made(page, quarter, live_server).get_by_role("button", name="Copy the token").click()
    expect(page.locator("#notices")).to_contain_text("The token is copied.")
    secret = page.locator("#secret").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    assert secret not in page.locator("#notices").inner_text()


def test_without_a_clipboard_there_is_no_button(page: Page, quarter: Quarter, live_server: object) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    made(page, quarter, live_server)
    expect(page.locator("#secret")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the token")).to_be_hidden()
