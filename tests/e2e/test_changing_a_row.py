"""Title, owner, type and period changed in the row, by keyboard and from its menu (spec okrs §4.3, interface §3)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.e2e.axe import look
from tests.e2e.browsing import row

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def pressed(page: Page, goal: Goal, key: str) -> Locator:
    """The field that a key opens in a row."""
    row(page, goal).focus()
    page.keyboard.press(key)
    return row(page, goal).locator("cairn-row-field")


def title(page: Page, goal: Goal) -> Locator:
    return row(page, goal).locator(".row-title [data-key=Enter]")


def test_f2_renames_the_row_which_keeps_its_place_its_children_and_the_focus(company: Page, quarter: Quarter) -> None:
    field = pressed(company, quarter.win, "F2").locator("input[name=title]")
    expect(field).to_be_focused()
    expect(field).to_have_value("Win the north")
    company.keyboard.type("Win the south")
    company.keyboard.press("Enter")
    expect(title(company, quarter.win)).to_have_text("Win the south")
    expect(row(company, quarter.win)).to_be_focused()
    expect(row(company, quarter.win)).to_have_attribute("aria-expanded", "true")
    expect(row(company, quarter.shops)).to_be_visible()
    expect(company.locator("#notices")).to_contain_text("Renamed to “Win the south”.")
    assert quarter.fresh(quarter.win).title == "Win the south"


def test_undo_brings_it_back_and_it_can_be_renamed_again_at_once(company: Page, quarter: Quarter) -> None:
    pressed(company, quarter.crew, "F2")
    company.keyboard.type("Hire two crews")
    company.keyboard.press("Enter")
    company.get_by_role("button", name="Undo").click()
    expect(title(company, quarter.crew)).to_have_text("Hire a crew")
    pressed(company, quarter.crew, "F2")
    company.keyboard.type("Hire three crews")
    company.keyboard.press("Enter")
    expect(title(company, quarter.crew)).to_have_text("Hire three crews")


@pytest.mark.parametrize("way_out", ["Escape", "Enter"])
def test_escape_or_an_unchanged_title_gives_up(company: Page, quarter: Quarter, way_out: str) -> None:
    field = pressed(company, quarter.crew, "F2")
    if way_out == "Escape":
        company.keyboard.type("Something else")
    company.keyboard.press(way_out)
    expect(field).to_have_count(0)
    expect(row(company, quarter.crew)).to_be_focused()
    expect(company.locator("cairn-toast")).to_have_count(0)
    assert quarter.fresh(quarter.crew).version == quarter.crew.version


def test_an_empty_title_is_refused_beside_it(company: Page, quarter: Quarter) -> None:
    field = pressed(company, quarter.crew, "F2")
    company.keyboard.press("Backspace")
    company.keyboard.press("Enter")
    expect(field.get_by_text("Give it a title.")).to_be_visible()
    expect(field.locator("input[name=title]")).to_be_focused()
    company.keyboard.type("Hire two crews")
    company.keyboard.press("Enter")
    expect(title(company, quarter.crew)).to_have_text("Hire two crews")


def test_both_versions_are_shown_to_who_was_slower_and_saving_again_puts_theirs_through(
    company: Page, quarter: Quarter
) -> None:
    field = pressed(company, quarter.crew, "F2")
    actions.edit(quarter.crew, {"title": "Tom's crew"}, by=quarter.actor("Tom"))
    company.keyboard.type("Ada's crew")
    company.keyboard.press("Enter")
    expect(field.get_by_text("Tom's crew")).to_be_visible()
    expect(field.locator("input[name=title]")).to_have_value("Ada's crew")
    assert quarter.fresh(quarter.crew).title == "Tom's crew"
    company.keyboard.press("Enter")
    expect(title(company, quarter.crew)).to_have_text("Ada's crew")


def test_an_owner_is_found_and_saved_by_keyboard_alone(company: Page, quarter: Quarter) -> None:
    field = pressed(company, quarter.crew, "o")
    expect(field.locator("input[type=search]")).to_be_focused()
    assert look(company, "the field") == []
    company.keyboard.type("Max")
    expect(field.locator(".is-found", has_text="Max")).to_have_count(1)
    expect(field.locator(".is-found")).to_have_count(1)
    company.keyboard.press("Enter")
    company.keyboard.press("Enter")
    expect(company.locator("#notices")).to_contain_text("Max")
    expect(row(company, quarter.crew)).to_be_focused()
    assert quarter.crew.ownerships.filter(member=quarter.world.members["Max"]).exists()


def test_the_menu_opens_the_period_and_the_row_says_where_it_went(company: Page, quarter: Quarter) -> None:
    row(company, quarter.win).locator(".row-menu button").first.click()
    company.get_by_role("link", name="Period…").click()
    choice = row(company, quarter.win).get_by_label("Period")
    expect(choice).to_be_focused()
    choice.select_option(str(quarter.next_period.pk))
    company.keyboard.press("Enter")
    expect(row(company, quarter.win).locator(".tag", has_text=quarter.next_period.name)).to_be_visible()
    assert quarter.fresh(quarter.win).period_id == quarter.next_period.pk


def test_the_arrows_choose_the_type_and_do_not_leave_the_row(company: Page, quarter: Quarter) -> None:
    field = pressed(company, quarter.crew, "t")
    expect(field.get_by_text("Here each kind stays what it is")).to_be_visible()
    expect(field.get_by_label("Individual")).to_be_focused()
    assert look(company, "the field") == []
    company.keyboard.press("ArrowUp")
    expect(field.get_by_label("Team", exact=True)).to_be_checked()
    company.keyboard.press("ArrowUp")
    company.keyboard.press("Enter")
    expect(company.locator("#notices")).to_contain_text("Now: Organisation.")
    assert quarter.fresh(quarter.crew).entity == "organization"


def test_only_one_field_is_open_at_a_time(company: Page, quarter: Quarter) -> None:
    pressed(company, quarter.crew, "F2")
    company.keyboard.press("Escape")
    pressed(company, quarter.crew, "p")
    expect(company.locator(".row > cairn-row-field")).to_have_count(1)
    pressed(company, quarter.shops, "F2")
    expect(company.locator(".row > cairn-row-field")).to_have_count(1)


def test_without_a_tree_around_it_the_menu_leads_to_the_full_form(company: Page, quarter: Quarter) -> None:
    company.goto(f"/o/acme/goals/{quarter.crew.pk}/menu")
    company.get_by_role("link", name="Rename").click()
    expect(company).to_have_url(re.compile(r"/edit#id_title$"))
