"""What every story in the browser does: open a window that notices errors, and sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.world import World

# Milliseconds for what is bound to come: a crowded machine is slow, not wrong. Speed is measured elsewhere.
PATIENCE = 30_000
# What the console calls an error and is no trouble by itself: an answer that is a refusal, as the browser and as htmx
# report it; and a request that a newer one replaced while somebody typed (hx-sync). What failed is htmx:sendError.
NO_TROUBLE = (
    "the server responded with a status of",
    "Response Status Error Code",
    "htmx:sendAbort",
    "htmx:afterRequest",
)


@contextmanager
def opened(browser: Browser, live_server: object, width: int = 1440, **options: Any) -> Iterator[Page]:
    """A page in a window of its own. Leaving fails when the console reported an error or a policy violation.

    Without the service worker unless asked for: what a story holds back on its way must pass by it.
    """
    options = {"service_workers": "block"} | options
    context = browser.new_context(base_url=str(live_server), viewport={"width": width, "height": 900}, **options)
    context.set_default_timeout(PATIENCE)
    troubles: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in NO_TROUBLE):
            troubles.append(f"{message.page.url if message.page else ''}: {message.text}")

    context.on("console", listen)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not troubles, troubles


def sign_in(context: BrowserContext, world: World, name: str, live_server: object) -> None:
    """Gives the window somebody's session; how a password is asked for is a story of its own."""
    cookie = world.client(name).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": str(live_server)}])


def row(page: Page, goal: Goal) -> Locator:
    """The row of a goal, wherever it stands on the page."""
    return page.locator(f".row[data-id='{goal.pk}']").first


def live(quarter: Quarter) -> None:
    """Something to see on every page: check-ins with a note, one goal that is closed, a long title."""
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4), note="Two landlords signed.")
    actions.close(quarter.crew, by=quarter.actor("Tom"), score=Decimal("0.7"), note="Eight of ten are here.")
    quarter.goal(f"Keep the {'very ' * 20}best promise ever made to anybody at all", under=quarter.win)
