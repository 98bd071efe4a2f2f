"""The Monday round: everything that is due, one after another, without touching the mouse."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.models import CheckIn, Goal
from cairn.goals.tests.quarter import Quarter, increase
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _three_are_due(page: Page, quarter: Quarter, live_server: object) -> None:
    for title in ("Rent", "Staff"):
        owners = [quarter.actor("Max").member_id]
        quarter.goal(title, under=quarter.win, owners=owners, outcome=increase(0, 10))
    sign_in(page.context, quarter.world, "Max", live_server)


def test_the_round_is_walked_with_the_keyboard_alone(page: Page, quarter: Quarter) -> None:
    page.goto("/o/acme/me")
    page.get_by_role("link", name="Go through them").press("Enter")
    expect(page.get_by_label("Value")).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.locator(".subtitle")).to_contain_text("2 of 3")
    page.keyboard.press("Escape")  # skipped, though the focus is in a field
    expect(page.locator(".subtitle")).to_contain_text("3 of 3")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 check-ins made")).to_be_visible()
    expect(page.get_by_text("Left for later")).to_be_visible()
    expect(page.get_by_role("link", name="Back to my page")).to_be_focused()
    assert sorted(CheckIn.objects.values_list("value", flat=True)) == [Decimal(4), Decimal(5)]
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 check-in is due.")).to_be_visible()
    assert Goal.objects.get(pk=quarter.win.pk).progress == Decimal("22.5")  # 40, 50 and nothing twice, over four
