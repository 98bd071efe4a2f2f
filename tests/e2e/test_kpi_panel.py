"""The KPI panel in a browser: its place is kept; tiles move by keyboard, by hand and by their menu (okrs §8.3)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cairn.goals.tests.quarter import Quarter, increase
from tests.e2e.axe import AXE, troubles
from tests.e2e.browsing import sign_in
from tests.e2e.test_standing_still import top_before_and_after

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LINKS = ".tile > a span"


@pytest.fixture
def panel(page: Page, quarter: Quarter, live_server: object) -> Page:
    """The company's page with three tiles, seen by Ada."""
    for name in ("Depots", "Parcels", "Shops"):
        quarter.goal(name, outcome=increase(0, 9))
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    expect(page.locator(LINKS)).to_have_text(["Depots", "Parcels", "Shops"])
    return page


@pytest.mark.parametrize("tiles", [1, 30])
def test_the_list_stays_where_it_is_when_the_tiles_come(
    page: Page, quarter: Quarter, live_server: object, tiles: int
) -> None:
    for n in range(tiles):
        quarter.goal(f"{'A long name of a number ' * 6}{n}", outcome=increase(0, 9))
    sign_in(page.context, quarter.world, "Ada", live_server)
    before, after = top_before_and_after(page, "/o/acme/company")
    expect(page.locator(".tile")).to_have_count(tiles)
    assert abs(after - before) < 1


def test_a_tile_moves_by_keyboard_and_keeps_the_focus(panel: Page) -> None:
    panel.locator(".tile > a").first.focus()
    panel.keyboard.press("ArrowRight")
    expect(panel.locator(".tile > a").nth(1)).to_be_focused()
    panel.keyboard.press("Shift+ArrowRight")
    expect(panel.locator(LINKS)).to_have_text(["Depots", "Shops", "Parcels"])
    expect(panel.locator(".tile > a", has_text="Parcels")).to_be_focused()
    panel.reload()
    expect(panel.locator(LINKS)).to_have_text(["Depots", "Shops", "Parcels"])


def test_a_tile_moves_by_hand_and_by_its_menu(panel: Page) -> None:
    first, last = panel.locator(".tile").first, panel.locator(".tile").last
    start, end = first.bounding_box(), last.bounding_box()
    assert start
    assert end
    expect(panel.locator("cairn-tiles[data-can-drag]")).to_have_count(1)
    panel.mouse.move(start["x"] + 20, start["y"] + 60)
    panel.mouse.down()
    for step in range(13):
        panel.mouse.move(start["x"] + 20 + (end["x"] + 180 - start["x"]) * step / 12, start["y"] + 60)
        panel.wait_for_timeout(30)
    with panel.expect_response(lambda answer: answer.request.method == "POST"):
        panel.mouse.up()
    expect(panel.locator("cairn-tiles.htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(panel.locator(LINKS)).to_have_text(["Parcels", "Shops", "Depots"])

    panel.locator(".tile", has_text="Depots").get_by_role("button").first.click()
    panel.get_by_text("Move earlier").locator("visible=true").click()
    expect(panel.locator(LINKS)).to_have_text(["Parcels", "Depots", "Shops"])
    expect(panel.locator(".tile", has_text="Depots").locator("> button")).to_be_focused()
    panel.reload()
    expect(panel.locator(LINKS)).to_have_text(["Parcels", "Depots", "Shops"])


def test_a_tile_taken_off_comes_back_by_undo(panel: Page) -> None:
    panel.locator(".tile", has_text="Shops").get_by_role("button").first.click()
    panel.get_by_text("Take off the panel").locator("visible=true").click()
    expect(panel.locator(LINKS)).to_have_text(["Depots", "Parcels"])
    panel.get_by_role("button", name="Undo").click()
    expect(panel.locator(LINKS)).to_have_text(["Depots", "Parcels", "Shops"])


@pytest.mark.parametrize("path", ["company", "company/kpis"])
def test_axe_finds_nothing_on_the_panel(panel: Page, path: str) -> None:
    panel.goto(f"/o/acme/{path}")
    expect(panel.locator(".tile")).to_have_count(3)
    panel.evaluate(AXE)
    assert not troubles(panel, path)
