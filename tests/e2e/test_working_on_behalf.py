"""Working on behalf of somebody, in the browser (spec okrs §13.1)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.models import CheckIn
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_an_admin_checks_in_for_somebody_and_stops(page: Page, quarter: Quarter, live_server: object) -> None:
    world = quarter.world
    sign_in(page.context, world, "Ben", live_server)
    page.goto(f"/o/acme/people/{world.members['Max'].pk}/edit")
    page.get_by_role("link", name="Work on behalf").click()
    expect(page.get_by_text("Max is told now.")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    banner = page.get_by_role("region", name="Working on behalf of somebody")
    expect(banner).to_contain_text("You work on behalf of Max")
    page.goto(f"/o/acme/company?open={quarter.win.pk}")
    row(page, quarter.shops).focus()
    page.keyboard.press("c")
    expect(row(page, quarter.shops).locator("input[name=entry]")).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(row(page, quarter.shops)).to_contain_text("40")
    page.goto(f"/o/acme/goals/{quarter.shops.pk}")
    expect(banner).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ben")
    banner.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You work as yourself again.")).to_be_visible()
    expect(banner).to_have_count(0)
    check_in = CheckIn.objects.get(goal=quarter.shops)
    assert (check_in.author_id, check_in.real_author_id) == (world.members["Max"].pk, world.members["Ben"].pk)
