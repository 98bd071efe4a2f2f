"""The inbox by keyboard, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.goals.tests.quarter import Quarter
from cairn.notifications.actions import notify
from cairn.notifications.models import Notification
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
KINDS = ("comment", "goal.edited", "goal.aligned")


def tell(quarter: Quarter) -> None:
    """Three things around Max, and one that Ada asks of him."""
    Notification.objects.all().delete()  # what making the quarter has told of
    people = quarter.world.members
    for kind in (*KINDS, "nudge"):
        notify(kind, [people["Max"].pk], key=kind, about=quarter.shops, child=quarter.crew, by=people["Ada"].pk)


def test_by_keyboard_one_moves_through_reads_and_clears_away(
    page: Page, live_server: object, quarter: Quarter
) -> None:
    tell(quarter)
    sign_in(page.context, quarter.world, "Max", live_server)
    page.goto("/o/acme/inbox")
    rows, words = page.locator(".inbox-item"), page.locator(".inbox-words")
    expect(rows).to_have_count(4)
    page.keyboard.press("j")
    expect(words.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(words.nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(rows.nth(1)).not_to_have_class("inbox-item is-new")
    expect(words.nth(1)).to_be_focused()
    page.keyboard.press("e")
    expect(rows).to_have_count(3)
    expect(words.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/goals/{quarter.shops.pk}")
    with quarter.world.enter():
        assert Notification.objects.filter(done_at=None).count() == 3
        assert Notification.objects.filter(read_at=None).count() == 2


def test_without_a_script_one_opens_and_clears_away(browser: Browser, live_server: object, quarter: Quarter) -> None:
    tell(quarter)
    with opened(browser, live_server, java_script_enabled=False) as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto("/o/acme/inbox")
        page.get_by_role("button", name="Done").first.click()
        expect(page.locator(".inbox-item")).to_have_count(3)
        page.get_by_role("button", name="Mark all as read").click()
        expect(page.get_by_text("Everything is read")).to_be_visible()
        page.get_by_role("link", name="What to be told").click()
        page.get_by_label("Comments on mine").select_option("digest")
        page.locator("form").filter(has=page.get_by_label("Comments on mine")).get_by_role("button").click()
        expect(page.get_by_label("Comments on mine")).to_have_value("digest")
