"""A page beside an earlier one, and as it was (spec okrs §8.3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import AlignmentVersion, GoalVersion
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def two_weeks(quarter: Quarter) -> None:
    """Everything stands for three weeks; the shops moved ten days ago, and were renamed and moved on today."""
    for versions in (GoalVersion, AlignmentVersion):
        versions.objects.update(valid_from=clock.now() - timedelta(days=21))
    with clock.at(clock.now() - timedelta(days=10)):
        actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(2))
    actions.edit(quarter.fresh(quarter.shops), {"title": "Open twelve shops"}, by=quarter.actor("Max"))
    actions.check_in(quarter.fresh(quarter.shops), by=quarter.actor("Max"), value=Decimal(6))


def test_one_compares_with_last_week_and_stops(page: Page, quarter: Quarter, live_server: object) -> None:
    two_weeks(quarter)
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/company")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="A week before").click()
    expect(page.get_by_role("heading", name="What changed since")).to_be_visible()
    expect(page.locator(".compared-group.is-renamed")).to_contain_text("was “Open ten shops”")
    expect(row(page, quarter.shops).locator(".bar.is-ghost .bar-fill")).to_have_attribute("width", "20%")
    page.locator(".compared").get_by_role("link", name="Stop comparing").click()
    expect(page.locator(".compared")).to_have_count(0)
    expect(page.locator(".bar.is-ghost")).to_have_count(0)


def test_one_goes_back_in_time_and_returns_without_a_script(
    browser: Browser, live_server: object, quarter: Quarter
) -> None:
    two_weeks(quarter)
    with opened(browser, live_server, java_script_enabled=False) as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto("/o/acme/company")
        page.get_by_role("button", name="As of").click()
        day = clock.today("UTC") - timedelta(days=3)
        page.get_by_label("At the end of").fill(day.isoformat())
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("status").first).to_contain_text(f"As it was on {day:%-d %b %Y}")
        expect(row(page, quarter.shops)).to_contain_text("Open ten shops")
        expect(row(page, quarter.shops)).to_contain_text("20")
        expect(page.locator(".row-menu button")).to_have_count(0)
        row(page, quarter.shops).get_by_role("link", name="Open ten shops").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Open ten shops")
        page.get_by_role("link", name="Back to today").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Open twelve shops")
