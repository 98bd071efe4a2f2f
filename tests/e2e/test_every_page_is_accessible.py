"""Every address of an organisation that answers with a page: axe finds nothing, nothing scrolls sideways.

The addresses come from the URL configuration, so a page that is added later is looked at from its first day on.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from cairn.goals.tests.quarter import Quarter
from tests.addresses import every_address
from tests.e2e.axe import visit
from tests.e2e.browsing import live, opened, sign_in
from tests.ids import real_ids
from tests.world import World

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SHARES = 3  # so that several windows can look at the same time


def otherwise(quarter: Quarter) -> list[str]:
    """Pages that look different with something behind the question mark, and goals in another state."""
    sales, shops, crew = quarter.world.teams["Sales"].pk, quarter.shops.pk, quarter.crew.pk
    return [
        f"company?open={quarter.win.pk}", "company?view=list", "company?rows=detailed", "company?compare=week",
        f"company?view=chart&open={quarter.win.pk}",
        "search?q=shops", "search?q=nothing-like-it", "people?q=nobody-of-this-name", "inbox?view=done",
        "goals/new?kind=objective", f"goals/new?kind=key_result&parent={quarter.win.pk}",
        f"goals/{shops}/quick?tab=below", f"goals/{shops}/quick?tab=stream",
        f"goals/{crew}", f"goals/{crew}/closure", f"goals/{quarter.win.pk}", f"goals/{quarter.win.pk}/contributions",
        f"goals/many?goal={shops}",
        *(f"wrap-up?entity=team&id={sales}&step={step}" for step in ("close", "reflect", "review", "next")),
    ]  # fmt: skip


def pages(world: World, quarter: Quarter) -> list[str]:
    """What answers the owner with a page, and not with a part of one or a file."""
    ids, client = real_ids(world, quarter), world.client("Ada")
    live(quarter)
    every = [address.below("acme", ids) for address in every_address()]
    found = []
    for address in [*every, *(f"/o/acme/{more}" for more in otherwise(quarter))]:
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming and b"<html" in answer.content[:500]:
            found.append(address)
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_page(browser: Browser, live_server: object, quarter: Quarter, share: int) -> None:
    addresses = pages(quarter.world, quarter)
    assert len(addresses) > 100
    with opened(browser, live_server, reduced_motion="reduce") as page:
        sign_in(page.context, quarter.world, "Ada", live_server)
        found = [trouble for address in addresses[share::SHARES] for trouble in visit(page, address)]
    assert not found, "\n".join(found)
