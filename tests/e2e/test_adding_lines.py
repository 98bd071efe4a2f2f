"""Key results written one after the other in the tree (interface §3)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_n_and_two_titles_make_two_key_results(page: Page, quarter: Quarter, live_server: object) -> None:
    actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(60))
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    row(page, quarter.win).focus()
    page.keyboard.press("n")
    field = page.locator(".is-adding input[name=title]")
    expect(field).to_be_focused()
    page.keyboard.type("Open a depot")
    page.keyboard.press("Enter")
    expect(page.locator(".row[data-id]", has_text="Open a depot")).to_have_attribute("aria-level", "2")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(row(page, quarter.win).locator(".row-percent button")).to_contain_text("20 %")
    page.keyboard.type("Print a map")
    page.keyboard.press("Enter")
    expect(page.locator(".row[data-id]", has_text="Print a map")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".is-adding")).to_have_count(0)
    expect(row(page, quarter.win)).to_be_focused()
    assert Goal.objects.filter(title__in=["Open a depot", "Print a map"], kind="key_result").count() == 2


def test_undo_takes_back_what_was_just_added(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    row(page, quarter.win).focus()
    page.keyboard.press("n")
    page.keyboard.type("Open a depot")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".row[data-id]", has_text="Open a depot")).to_have_count(0)


def test_what_is_refused_stays_in_the_line(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    row(page, quarter.win).focus()
    page.keyboard.press("n")
    actions.close(quarter.win, by=quarter.actor("Ada"), score=Decimal("0.5"))
    page.keyboard.type("Open a depot")
    page.keyboard.press("Enter")
    expect(page.locator(".is-adding [role=alert]")).to_be_visible()
    expect(page.locator(".is-adding input[name=title]")).to_have_value("Open a depot")


def test_control_enter_goes_on_in_the_full_form(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    row(page, quarter.win).focus()
    page.keyboard.press("n")
    page.keyboard.type("Open 5 depots & a shop")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/goals/new\?kind=key_result"))
    expect(page.get_by_label("Title", exact=True)).to_have_value("Open 5 depots & a shop")


def test_the_menu_of_a_row_leads_there_too(page: Page, quarter: Quarter, live_server: object) -> None:
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    row(page, quarter.win).locator(".row-menu button").first.click()
    page.get_by_role("link", name="Add a key result").click()
    expect(page.locator(".is-adding input[name=title]")).to_be_focused()
