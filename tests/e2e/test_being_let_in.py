"""From asking to be let in to switching between two organisations, in the browser (spec okrs §2.1)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.organizations import actions
from cairn.organizations.models import JoinPolicy, Member
from tests.e2e.browsing import opened, sign_in
from tests.world import World

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asking(transactional_db: None, world: World) -> World:
    """Globex takes requests."""
    with world.enter(world.globex):
        actions.update_organization(world.globex, by=world.actor("Mallory"), join_policy=JoinPolicy.REQUEST)
    return world


def asks(page: Page) -> None:
    """Max asks Globex, whose address somebody told him."""
    page.goto("/organizations")
    page.get_by_text("Somebody told me to come here").click()
    page.get_by_label("Address of the organisation").fill("globex")
    page.get_by_label("A word to the admins").fill("I help out on Fridays.")
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_text("its admins know of yours now")).to_be_visible()


def decides(page: Page) -> None:
    """Mallory, who owns Globex, lets him in."""
    page.goto("/o/globex/people")
    page.get_by_role("link", name="Requests").click()
    expect(page.get_by_text("I help out on Fridays.")).to_be_visible()
    page.get_by_role("button", name="Let in").click()
    expect(page.get_by_text("Max is in now.")).to_be_visible()


def test_asking_being_let_in_and_switching_by_mouse_and_keyboard(
    asking: World, page: Page, browser: Browser, live_server: object
) -> None:
    sign_in(page.context, asking, "Max", live_server)
    asks(page)
    with opened(browser, live_server) as office:
        sign_in(office.context, asking, "Mallory", live_server)
        decides(office)
    with asking.enter(asking.globex):
        assert Member.objects.filter(name="Max").exists()
    page.goto("/o/acme/people")
    page.get_by_role("button", name="Switch the organisation").click()
    page.get_by_role("link", name="Globex").click()
    page.wait_for_url("**/o/globex/**")
    page.get_by_role("button", name="Switch the organisation").focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Your organisations")
    expect(menu.get_by_role("link", name="Globex")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("link", name="Acme")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/o/acme/**")
