"""Two people, or two tabs, edit the same thing: the second one loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_second_sees_both_versions_and_saves_theirs(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Tom", live_server)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/o/acme/goals/{quarter.shops.pk}/edit")
    page.get_by_label("Title").fill("Open twelve shops")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/goals/{quarter.shops.pk}")
    other.get_by_label("Title").fill("Open eleven shops")
    other.get_by_role("button", name="Save").click()
    both = other.locator(".goal-form table")
    expect(both).to_contain_text("Open eleven shops")
    expect(both).to_contain_text("Open twelve shops")
    expect(other.get_by_label("Title")).to_have_value("Open eleven shops")
    assert quarter.fresh(quarter.shops).title == "Open twelve shops"
    other.get_by_role("button", name="Save").click()
    other.wait_for_url(f"**/goals/{quarter.shops.pk}")
    expect(other.locator("h1")).to_have_text("Open eleven shops")
