"""Reading, checking in and closing where no script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_one_reads_the_tree_checks_in_and_closes(browser: Browser, live_server: object, quarter: Quarter) -> None:
    with opened(browser, live_server, java_script_enabled=False) as page:
        sign_in(page.context, quarter.world, "Tom", live_server)
        page.goto("/o/acme/company")
        row(page, quarter.shops).get_by_role("link", name="Open ten shops").click()
        page.get_by_role("link", name="Check in", exact=True).first.click()
        page.get_by_label("Value").fill("4")
        page.get_by_label("Note").fill("Two landlords signed.")
        page.locator("main form").get_by_role("button", name="Check in").click()
        expect(page.get_by_text("Checked in: 4. 1 OKR above moved.")).to_be_visible()
        expect(page.locator(".panel-number")).to_contain_text("40")
        page.goto(f"{page.url}/closure")
        page.get_by_label("Closed").check()
        page.locator("form.ending").get_by_role("button", name="Close").click()
        expect(page.locator("main .score")).to_have_text("Score 0.40")
    assert not quarter.fresh(quarter.shops).is_open
