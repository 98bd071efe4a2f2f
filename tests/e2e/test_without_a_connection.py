"""Cairn can be installed, and says so when it cannot be reached (interface §5)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

RUNS = "navigator.serviceWorker.ready.then((it) => it.active !== null)"
KEPT = """async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
}"""


def test_without_a_connection_a_page_says_so_and_comes_back_by_itself(
    browser: Browser, quarter: Quarter, live_server: object
) -> None:
    with opened(browser, live_server, service_workers="allow") as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto("/o/acme/company")
        assert page.evaluate(RUNS)
        page.context.set_offline(True)
        page.goto("/o/acme/inbox")
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        page.context.set_offline(False)
        page.get_by_role("link", name="Try again").click()
        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def test_nothing_of_anybodys_own_is_kept(browser: Browser, quarter: Quarter, live_server: object) -> None:
    with opened(browser, live_server, service_workers="allow") as page:
        sign_in(page.context, quarter.world, "Max", live_server)
        page.goto("/o/acme/company")
        assert page.evaluate(RUNS)
        page.goto("/o/acme/inbox")
        kept = page.evaluate(KEPT)
    assert "/offline" in kept
    assert [path for path in kept if path != "/offline" and not path.startswith("/static/")] == []
