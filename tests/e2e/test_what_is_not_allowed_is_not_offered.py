"""Cy, who may do little, and Olive, who only reads, see no button that would refuse them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FORBIDDEN = ["Check in", "Edit", "Align to…", "Close…", "Postpone…", "Delete…", "Contributions…"]


def offered(page: Page) -> set[str]:
    """The words of all links and buttons of the page's main part, opened or not."""
    return {words.split("\n")[0].strip() for words in page.locator("main a, main button").all_text_contents()}


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_the_page_of_a_goal_offers_no_change(page: Page, quarter: Quarter, live_server: object, name: str) -> None:
    sign_in(page.context, quarter.world, name, live_server)
    page.goto(f"/o/acme/goals/{quarter.shops.pk}")
    expect(page.locator("h1")).to_have_text("Open ten shops")
    found = offered(page)
    assert not [words for words in FORBIDDEN if any(word.startswith(words) for word in found)], found


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_c_does_nothing_in_a_row_and_its_menu_is_short(
    page: Page, quarter: Quarter, live_server: object, name: str
) -> None:
    sign_in(page.context, quarter.world, name, live_server)
    page.goto(f"/o/acme/company?open={quarter.win.pk}")
    line = row(page, quarter.shops)
    line.focus()
    page.keyboard.press("c")
    expect(line.locator("input[name=entry]")).to_have_count(0)
    page.keyboard.press(".")
    menu = line.locator(".menu:not(.why)")
    expect(menu.get_by_text("Open the page")).to_be_visible()
    for words in FORBIDDEN:
        expect(menu.get_by_text(words)).to_have_count(0)


def test_olive_creates_nothing_and_invites_nobody(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Olive", live_server)
    page.goto("/o/acme/company")
    expect(row(page, quarter.win)).to_be_visible()
    expect(page.get_by_role("link", name="New objective")).to_have_count(0)
    page.goto("/o/acme/people")
    expect(page.get_by_role("link", name="Invite people")).to_have_count(0)
    answer = page.goto("/o/acme/settings")
    assert answer is not None
    assert answer.status == 403
