"""Every page of an organisation: axe finds nothing, the console is silent, nothing scrolls sideways."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TRY_ALL = "axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)"
STILL_COMING = ".htmx-request, cairn-chart:not(.is-drawn)"
Theme = Literal["light", "dark"]


def troubles(page: Page, where: str) -> list[str]:
    """What is wrong with the page as it stands now: the rule, where, and what axe says of the first place."""
    page.evaluate(AXE)
    found = [
        f"{where}: {one['id']} {json.dumps([node['target'] for node in one['nodes'][:4]])}"
        f" {one['nodes'][0]['failureSummary'][:300]}"
        for one in page.evaluate(TRY_ALL)
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{where}: scrolls sideways")
    return found


def visit(page: Page, address: str, status: int = 200) -> list[str]:
    """Opens a page, which must answer with this status, and tells what is wrong with it."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address
    expect(page.locator(STILL_COMING)).to_have_count(0)
    return troubles(page, address)


STRANGERS = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/"]


def of_goals(quarter: Quarter) -> list[str]:
    one = f"goals/{quarter.shops.pk}"
    sales, max_ = quarter.world.teams["Sales"].pk, quarter.world.members["Max"].pk
    return [
        "company", f"company?open={quarter.win.pk}", "company?view=list", f"teams/{sales}", f"teams/{sales}/people",
        f"people/{max_}", "search?q=shops", "goals/new?kind=objective",
        f"goals/new?kind=key_result&parent={quarter.win.pk}",
        "goals/deleted", f"goals/{quarter.win.pk}", f"goals/{quarter.win.pk}/contributions",
        *(f"{one}{noun}" for noun in (
            "", "/edit", "/quick", "/quick?tab=below", "/quick?tab=stream", "/explanation", "/stream", "/menu",
            "/check-ins/new", "/closure", "/postponement", "/clones", "/deletion", "/alignments",
        )),
        f"goals/{quarter.crew.pk}", f"goals/{quarter.crew.pk}/closure",
        "closing", "closing/next", "closing/clones", f"goals/many?goal={quarter.shops.pk}", "wrap-ups",
        *(f"wrap-up?entity=team&id={sales}&step={step}" for step in ("close", "reflect", "review", "next")),
    ]  # fmt: skip


def of_the_house(quarter: Quarter) -> list[str]:
    sales, max_ = quarter.world.teams["Sales"].pk, quarter.world.members["Max"].pk
    return [
        "people", "people?q=nobody-of-this-name", "people/invite", "people/requests", f"people/{max_}/edit",
        f"people/{max_}/deletion", "teams", "teams/new", f"teams/{sales}/edit", f"teams/{sales}/members", "periods",
        "periods/new", "periods/year", f"periods/{quarter.period.pk}/edit", "settings", "settings/words", "account",
        "account/tokens", "imports", "inbox", "inbox?view=done", "account/notifications", "account/following",
        "summaries/company", f"follow/team/{sales}",
    ]  # fmt: skip


def live(quarter: Quarter) -> None:
    """Something to see on every page: check-ins with a note, one goal that is closed, a long title."""
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4), note="Two landlords signed.")
    actions.close(quarter.crew, by=quarter.actor("Tom"), score=Decimal("0.7"), note="Eight of ten are here.")
    quarter.goal(f"Keep the {'very ' * 20}best promise ever made to anybody at all", under=quarter.win)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, live_server: object, quarter: Quarter, width: int, theme: Theme
) -> None:
    live(quarter)
    found: list[str] = []
    with opened(browser, live_server, width, color_scheme=theme, reduced_motion="reduce") as page:
        for address in STRANGERS:
            found += visit(page, address)
        sign_in(page.context, quarter.world, "Ada", live_server)
        within = [f"/o/acme/{address}" for address in of_goals(quarter) + of_the_house(quarter)]
        for address in [*within, "/organizations/new"]:
            found += visit(page, address)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_opens_on_a_page(browser: Browser, live_server: object, quarter: Quarter) -> None:
    live(quarter)
    found: list[str] = []
    with opened(browser, live_server, reduced_motion="reduce") as page:
        sign_in(page.context, quarter.world, "Ada", live_server)
        page.goto(f"/o/acme/company?open={quarter.win.pk}")
        page.get_by_role("link", name="Open ten shops").click()
        expect(page.locator("#panel h2").first).to_be_focused()
        found += troubles(page, "quick view")
        page.keyboard.press("Escape")
        for opener in ("[data-filter]", "[popovertarget='period-picker']", ".row-menu button", ".row-percent button"):
            page.locator(opener).first.click()
            expect(page.locator(STILL_COMING)).to_have_count(0)
            found += troubles(page, opener)
            page.keyboard.press("Escape")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_a_refusal(browser: Browser, live_server: object, quarter: Quarter) -> None:
    with opened(browser, live_server, reduced_motion="reduce") as page:
        sign_in(page.context, quarter.world, "Cy", live_server)
        found = [
            *visit(page, "/o/acme/settings", 403),
            *visit(page, f"/o/acme/goals/{quarter.shops.pk}/edit", 403),
            *visit(page, "/o/acme/nothing", 404),
        ]
    assert not found, "\n".join(found)


def test_a_client_of_another_organisation_gets_the_same_404(quarter: Quarter) -> None:
    mallory: Client = quarter.world.client("Mallory")
    assert {mallory.get(f"/o/acme/{address}").status_code for address in of_goals(quarter)} == {404}
