"""Where one lands, what the rail leads to, and the tabs of a page (spec okrs §8.2)."""

from __future__ import annotations

import re

import pytest

from tests.world import World

pytestmark = pytest.mark.django_db


def links(html: str, part: str) -> list[str]:
    """The words of the links in a <nav> of this class."""
    found = re.search(rf'<nav class="{part}".*?</nav>', html, re.DOTALL)
    assert found is not None
    bare = re.findall(r"<a [^>]*>(.*?)</a>", found[0], re.DOTALL)
    return [
        " ".join(re.sub(r"<svg.*?</svg>|<b>.*?</b>|<[^>]+>", " ", each, flags=re.DOTALL).split()) for each in bare
    ]


def test_one_lands_on_ones_own_okrs(world: World) -> None:
    answer = world.client("Max").get("/o/acme/", follow=True)
    assert "<h1>Max</h1>" in answer.content.decode()


def test_the_rail_leads_to_what_is_mine_first_and_ends_with_the_organisation(world: World) -> None:
    max_, ada = (links(world.client(name).get("/o/acme/people").content.decode(), "rail") for name in ("Max", "Ada"))
    order = ["Inbox", "My OKRs", "Company", "Sales", "People", "Teams", "My account"]
    assert [word for word in max_ if word in order] == order
    assert "Sales" not in ada
    assert {"Settings", "OKR model", "Words"} <= set(ada)
    assert not {"Settings", "OKR model", "Words"} & set(max_)


def test_bookmarks_are_in_the_rail_once_there_are_any(world: World) -> None:
    browser, product = world.client("Max"), world.teams["Product"].pk
    assert "Bookmarks" not in links(browser.get("/o/acme/people").content.decode(), "rail")
    assert browser.post("/o/acme/bookmarks", {"team": str(product)}).status_code in {200, 303}
    assert "Bookmarks" in links(browser.get("/o/acme/people").content.decode(), "rail")


def test_a_team_has_tabs_for_its_okrs_people_and_news(world: World) -> None:
    page = world.client("Tom").get(f"/o/acme/teams/{world.teams['Sales'].pk}").content.decode()
    tabs = " ".join(links(page, "tabs"))
    for word in ("OKRs", "Members", "Teams below", "Projects", "Updates"):
        assert word in tabs, word
