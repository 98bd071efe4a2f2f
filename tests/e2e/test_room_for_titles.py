"""A title has the room of its row: what it serves gives way to it, and never the other way round (interface §3)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SIXTY = "Raise what customers know of our repairs from 40 to 52 parts"


def test_sixty_characters_stand_on_one_line_and_the_parent_is_read_whole_below(
    browser: Browser, live_server: object, quarter: Quarter
) -> None:
    goal = quarter.goal(SIXTY, by="Max", under=quarter.win, entity="individual")
    with opened(browser, live_server) as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto("/o/acme/me")
        found = row(page, goal)
        title, parent = found.locator("[data-key=Enter]"), found.locator(".row-parent")
        expect(title).to_have_text(SIXTY)
        assert title.evaluate("one => one.clientHeight < 1.5 * parseFloat(getComputedStyle(one).lineHeight)")
        assert parent.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert parent.bounding_box()["y"] > title.bounding_box()["y"]  # type: ignore[index]
