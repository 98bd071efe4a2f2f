"""Every page of an organisation: axe finds nothing, the console is silent, nothing scrolls sideways."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from tests.e2e.axe import AXE, STILL_COMING, troubles
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

Theme = Literal["light", "dark"]


def visit(page: Page, address: str) -> list[str]:
    """Opens a page and tells what is wrong with it at this width and in this theme."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    expect(page.locator(STILL_COMING)).to_have_count(0)
    page.evaluate(AXE)
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


def test_a_client_of_another_organisation_gets_the_same_404(quarter: Quarter) -> None:
    mallory: Client = quarter.world.client("Mallory")
    assert {mallory.get(f"/o/acme/{address}").status_code for address in of_goals(quarter)} == {404}
