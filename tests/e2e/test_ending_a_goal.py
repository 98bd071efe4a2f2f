"""Closing, continuing, postponing and reopening, as people do it at the end of a quarter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _halfway(page: Page, quarter: Quarter, live_server: object) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(5))
    sign_in(page.context, quarter.world, "Tom", live_server)


def test_it_closes_with_the_suggested_score_and_goes_on_in_the_next_period(page: Page, quarter: Quarter) -> None:
    page.goto(f"/o/acme/goals/{quarter.shops.pk}/closure")
    page.get_by_label("Closed").check()
    expect(page.get_by_text("Suggested: 0.5")).to_be_visible()
    page.get_by_label("Note").fill("Landlords were slow.")
    page.get_by_label("Continue in another period").check()
    expect(page.get_by_text("Start afresh at 5, towards 10")).to_be_visible()
    page.locator("form.ending").get_by_role("button", name="Close").click()
    expect(page.get_by_text("is closed. It goes on in")).to_be_visible()
    expect(page.locator("main .score")).to_have_text("Score 0.50")
    page.get_by_role("link", name=f"Continued in {quarter.next_period.name}").click()
    expect(page.locator("main .subtitle")).to_contain_text(quarter.next_period.name)
    copy = Goal.objects.get(carried_over_from=quarter.shops)
    assert page.url.endswith(str(copy.pk))
    assert (copy.start_value, copy.target_value, copy.progress) == (Decimal(5), Decimal(10), Decimal(0))


def test_it_is_postponed_with_a_reason_and_copied_and_comes_back(page: Page, quarter: Quarter) -> None:
    page.goto(f"/o/acme/goals/{quarter.shops.pk}/postponement")
    postpone = page.locator("form.ending").get_by_role("button", name="Postpone")
    postpone.click()
    expect(page.locator("form.ending")).to_contain_text("Say in a few words why")
    page.get_by_label("Note").fill("The money comes in spring.")
    postpone.click()
    expect(page.get_by_text("is postponed. It goes on in")).to_be_visible()
    expect(page.get_by_text("The money comes in spring.").first).to_be_visible()
    page.locator("main .remark").get_by_role("button", name="Reopen").click()
    expect(page.get_by_text("is open again")).to_be_visible()
    assert quarter.fresh(quarter.shops).is_open
