"""What single keys do in a row of a real page, also where one reads from right to left (interface §3)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("key", "noun"), [("e", "edit"), ("a", "alignments")])
def test_e_edits_and_a_aligns(company: Page, quarter: Quarter, key: str, noun: str) -> None:
    row(company, quarter.shops).focus()
    company.keyboard.press(key)
    expect(company).to_have_url(re.compile(f"/goals/{quarter.shops.pk}/{noun}"))


def test_a_stroke_opens_the_filter_and_what_is_chosen_stands_in_the_address(company: Page, quarter: Quarter) -> None:
    row(company, quarter.shops).focus()
    company.keyboard.press("/")
    expect(company.locator("#filters")).to_be_visible()
    company.locator("#filters").get_by_role("link", name="Not started").first.click()
    expect(company).to_have_url(re.compile(r"[?&]status=not_started"))
    chip = company.locator(".chip.is-on", has_text="Not started")
    expect(chip).to_be_visible()
    chip.get_by_role("link").click()
    expect(company).not_to_have_url(re.compile("status="))


@pytest.mark.parametrize("keys", ["Control+Shift+K", "Meta+Shift+K"])
def test_with_shift_k_searches_from_a_row_and_while_one_writes(company: Page, quarter: Quarter, keys: str) -> None:
    """okrs §20, shortcuts: Ctrl or ⌘ with Shift and K searches; it finds titles, and Escape leads back."""
    palette = company.get_by_role("dialog", name="Search or jump to")
    row(company, quarter.shops).focus()
    company.keyboard.press(keys)
    expect(palette.get_by_role("combobox")).to_be_focused()
    company.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(row(company, quarter.shops)).to_be_focused()
    company.keyboard.press("c")  # a line to type into; what Shift adds is no letter of it
    expect(row(company, quarter.shops).locator("input[name=entry]")).to_be_focused()
    company.keyboard.press(keys)
    expect(palette.get_by_role("combobox")).to_be_focused()
    company.keyboard.type("crew")
    expect(palette.get_by_role("option", name="Hire a crew")).to_be_visible()


def test_from_right_to_left_the_arrows_are_mirrored(company: Page, quarter: Quarter) -> None:
    company.evaluate("document.documentElement.dir = 'rtl'")
    assert not company.evaluate("document.documentElement.scrollWidth > innerWidth")
    above = row(company, quarter.win)
    above.focus()
    company.keyboard.press("ArrowRight")
    expect(above).to_have_attribute("aria-expanded", "false")
    company.keyboard.press("ArrowLeft")
    expect(above).to_have_attribute("aria-expanded", "true")


def drag(page: Page, goal: Goal, onto: Goal) -> None:
    """Takes a row by its grip to the middle of another, and holds it there."""
    row(page, goal).hover()
    grip, there = row(page, goal).locator(".row-grip").bounding_box(), row(page, onto).bounding_box()
    assert grip
    assert there
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(there["x"] + 200, there["y"] + there["height"] / 2 + 4, steps=5)
    page.mouse.move(there["x"] + 200, there["y"] + there["height"] / 2, steps=5)


def test_a_key_result_is_dragged_under_another_objective(page: Page, quarter: Quarter, live_server: object) -> None:
    south = quarter.goal("Win the south", kind="objective")
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    page.wait_for_load_state("networkidle")
    drag(page, quarter.shops, south)
    expect(row(page, south)).to_have_attribute("data-drop", "into")
    page.mouse.up()
    expect(page.locator(f".row[data-id='{quarter.shops.pk}'][data-parent='{south.pk}']")).to_be_visible()


def test_a_circle_is_refused_while_one_drags(company: Page, quarter: Quarter) -> None:
    company.wait_for_load_state("networkidle")
    drag(company, quarter.win, quarter.shops)
    expect(row(company, quarter.shops)).to_have_attribute("data-drop", "no")
    expect(company.locator(".drop-word")).to_have_text("That would be a circle")
    company.mouse.up()
    assert not quarter.win.parent_links.exists()
