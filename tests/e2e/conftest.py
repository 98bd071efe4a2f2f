"""The browser: Chromium, driven by Playwright, with no page error and no policy violation left unnoticed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cairn.core import clock
from cairn.goals.tests.quarter import Quarter, win_the_north
from cairn.planning.models import Period
from tests import browser as chromium
from tests.e2e.browsing import PATIENCE, opened, sign_in
from tests.world import World

# Browser features that would call home, and the sandbox that containers do not allow.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; without one the test is skipped with the reason."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium here; install it or set CAIRN_TEST_CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    # Playwright keeps an event loop in this thread; Django must not take our plain calls for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    """A fresh page at 1440 × 900; the test fails when the console reports an error or a policy violation."""
    with opened(browser, live_server) as page:
        yield page


@pytest.fixture
def quarter(transactional_db: None, world: World) -> Iterator[Quarter]:
    """Acme, entered, with “Win the north” in the quarter that is running; nothing has been checked in."""
    with world.enter():
        day = clock.today(world.acme.time_zone)
        running = Period.objects.running(day).get(kind="quarter")
        last = running.end + timedelta(days=90)
        following, _made = Period.objects.get_or_create(
            start=running.end + timedelta(days=1), kind="quarter", defaults={"name": "Next quarter", "end": last}
        )
        yield win_the_north(world, running, following)


@pytest.fixture
def company(page: Page, quarter: Quarter, live_server: object) -> Page:
    """The company's page as Ada sees it, the elements started."""
    sign_in(page.context, quarter.world, "Ada", live_server)
    page.goto("/o/acme/company")
    expect(page.locator("cairn-tree > .row[tabindex='0']")).to_have_count(1)
    return page
