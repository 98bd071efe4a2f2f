"""Every page that a person meets in a day takes at most fifteen queries, whoever looks (architecture §8)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from tests.world import World

pytestmark = pytest.mark.django_db

MOST = 15
PARTS = {"stream", "quick view", "children", "explanation", "search"}
FRAGMENT = {"HX-Request": "true"}
LEADERS = {"Tom"}  # who leads a team needs one more question: which teams stand above a goal's own


def addresses(world: World, quarter: Quarter) -> dict[str, str]:
    return {
        "company": "company",
        "team": f"teams/{world.teams['Sales'].pk}",
        "team people": f"teams/{world.teams['Sales'].pk}/people",
        "person": f"people/{world.members['Max'].pk}",
        "goal": f"goals/{quarter.shops.pk}",
        "quick view": f"goals/{quarter.shops.pk}/quick",
        "children": f"goals/{quarter.win.pk}/children",
        "explanation": f"goals/{quarter.win.pk}/explanation",
        "search": "search?q=shops",
        "wrap-ups": "wrap-ups",
        "wrap-up": "wrap-up?entity=organization&step=reflect",
        "inbox": "inbox",
        "what to be told": "account/notifications",
        "chart": "company?view=chart",
        "people": "people",
        "teams": "teams",
        "stream": f"goals/{quarter.shops.pk}/stream",
        "activity": f"teams/{world.teams['Sales'].pk}/activity",
        "updates": "company/updates",
        "bookmarks": "bookmarks",
        "periods": "periods",
    }


@pytest.mark.parametrize("name", ["Ada", "Max", "Tom", "Cy", "Olive"])
def test_no_page_asks_more_than_it_may(world: World, name: str) -> None:
    with clock.at(NOON):
        with world.enter():
            quarter = third_quarter(world)
        client = world.client(name)
        counts = {}
        for page, path in addresses(world, quarter).items():
            with CaptureQueriesContext(connection) as queries:
                response = client.get(f"/o/acme/{path}", headers=FRAGMENT if page in PARTS else {})
            if page == "wrap-up" and name == "Olive":  # observers have nothing to look back on
                assert response.status_code == 403
                continue
            assert response.status_code == 200, page
            counts[page] = len(queries)
    most = MOST + (name in LEADERS)
    assert {page: count for page, count in counts.items() if count > most} == {}
