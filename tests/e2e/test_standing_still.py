"""What arrives after the page moves nothing under the hand that reaches for a row (interface §1: nothing blinks)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route

from cairn.core import clock
from cairn.goals.tests.quarter import Quarter
from cairn.planning.actions import set_direction
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LIST = "cairn-tree, #around"


def top_before_and_after(page: Page, path: str) -> tuple[float, float]:
    """Where the list begins while everything that loads by itself is held back, and when all of it has come."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    page.goto(path)
    page.wait_for_timeout(300)
    before = page.locator(LIST).first.bounding_box()
    assert held, "nothing on this page loads by itself"
    for route in held:
        with page.expect_event("requestfinished", lambda request, route=route: request == route.request):
            route.continue_()
    page.wait_for_timeout(300)
    after = page.locator(LIST).first.bounding_box()
    assert before
    assert after
    return before["y"], after["y"]


@pytest.mark.parametrize("name", ["Max", "Ada"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["company", "me", "inbox"])
def test_the_list_stays_where_it_is(
    page: Page, quarter: Quarter, live_server: object, name: str, width: int, path: str
) -> None:
    set_direction(mission="Sell north of the river.", vision="", values_="", by=quarter.actor("Ada"))
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page.context, quarter.world, name, live_server)
    before, after = top_before_and_after(page, f"/o/acme/{path}")
    assert abs(after - before) < 1


def test_an_invitation_to_wrap_up_takes_the_room_that_was_kept_for_it(
    page: Page, quarter: Quarter, live_server: object
) -> None:
    quarter.period.end = clock.today(quarter.world.acme.time_zone) + timedelta(days=5)
    quarter.period.save(update_fields=["end"])
    sign_in(page.context, quarter.world, "Max", live_server)
    before, after = top_before_and_after(page, "/o/acme/company")
    assert page.get_by_text("are still open").is_visible()
    assert abs(after - before) < 1
