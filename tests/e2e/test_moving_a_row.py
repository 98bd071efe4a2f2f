"""Everything that can be dragged can be done from the menu, too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_menu_of_a_row_moves_it(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto(f"/o/acme/company?open={quarter.win.pk}")
    titles = page.locator(".row[aria-level='2'] .row-title > a[data-key='Enter']")
    before = titles.all_inner_texts()
    assert len(before) == 2
    page.locator(".row[aria-level='2']").last.locator(".row-menu > button").click()
    page.get_by_role("button", name="Move up").click()
    expect(titles.first).to_have_text(before[1])
    expect(titles.last).to_have_text(before[0])
