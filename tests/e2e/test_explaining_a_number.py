"""The number that says why it is what it is."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SCRIPT = re.compile(r"/cairn(\.[0-9a-f]+)?\.js")


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


def test_it_explains_itself_to_a_mouse_that_was_there_before_the_script(
    page: Page, quarter: Quarter, live_server: object
) -> None:
    """Interface §3: on a slow line a page can be read, and pointed at, before its script has come."""
    sign_in(page.context, quarter.world, "Max", live_server)
    held: list[Route] = []
    page.route(SCRIPT, lambda route: held.append(route))
    with page.expect_request(SCRIPT):
        page.goto("/o/acme/company", wait_until="commit")
    row(page, quarter.win).locator(".row-percent button").hover()
    held[0].continue_()
    expect(row(page, quarter.win).locator(".why")).to_contain_text("Open ten shops")


def test_it_asks_again_when_the_answer_did_not_come(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/company")
    number, why = row(page, quarter.win).locator(".row-percent button"), row(page, quarter.win).locator(".why")
    page.route("**/explanation", lambda route: route.fulfill(status=502, body="Bad gateway"), times=1)
    number.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    number.click()
    expect(why).to_contain_text("Open ten shops")
