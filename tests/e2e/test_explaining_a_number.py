"""The number that says why it is what it is."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def figure(line: Locator) -> Decimal:
    """The number of a line of the explanation."""
    found = re.search(r"-?\d+(\.\d+)?", line.locator("td").inner_text())
    assert found, line.inner_text()
    return Decimal(found.group())


def test_its_parts_add_up_to_it(page: Page, quarter: Quarter, live_server: object) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4))
    actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(60))
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/company")
    number = row(page, quarter.win).locator(".row-percent button")
    number.focus()
    page.keyboard.press("Enter")
    why = row(page, quarter.win).locator(".why")
    expect(why).to_be_visible()
    expect(why).to_contain_text("Open ten shops")
    expect(why).to_contain_text("Hire a crew")
    total = figure(why.locator("tr.is-sum").first)
    assert total == Decimal(re.sub(r"[^\d.]", "", number.inner_text().split("%")[0]))
    assert total == sum(figure(line) for line in why.locator("tr:not(.is-sum):has(a)").all())
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    expect(number).to_be_focused()


def test_it_explains_itself_while_the_mouse_rests_on_it(page: Page, quarter: Quarter, live_server: object) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4))
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/company")
    number, why = row(page, quarter.win).locator(".row-percent button"), row(page, quarter.win).locator(".why")
    number.hover()
    expect(why).to_contain_text("Open ten shops")
    assert page.evaluate("document.activeElement === document.body")
    page.mouse.move(5, 5)
    expect(why).to_be_hidden()
    number.hover()
    expect(why).to_be_visible()
    number.click()  # keeps it
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    expect(why).to_be_visible()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
