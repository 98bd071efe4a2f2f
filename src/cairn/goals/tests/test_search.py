"""The quick search: everything with a name, tags, and what one may check in on (spec okrs §20, quick search)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import Goal, Tag
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def third(world: World) -> Quarter:
    with clock.at(NOON), world.enter():
        quarter = third_quarter(world)
        actions.edit(quarter.shops, {"tags": ["north"]}, by=world.actor("Max"))
        return quarter


def found(world: World, name: str, query: str) -> str:
    with clock.at(NOON):
        response = world.client(name).get(f"/o/acme/search?{query}", headers=FRAGMENT)
    assert response.status_code == 200
    return response.content.decode()


def test_people_teams_objectives_projects_and_tags_are_found(world: World, third: Quarter) -> None:
    assert "Win the north" in found(world, "Cy", "q=north")
    assert "Sales North" in found(world, "Cy", "q=north")
    assert "?tag=" in found(world, "Cy", "q=north")
    assert "Max" in found(world, "Cy", "q=max")
    with clock.at(NOON), world.enter():
        third.goal("Build the warehouse", by="Tom", kind="project")
    assert "Build the warehouse" in found(world, "Cy", "q=warehouse")


def test_a_tag_leads_to_what_carries_it(world: World, third: Quarter) -> None:
    with world.enter():
        tag = Tag.objects.get()
    assert "Open ten shops" in found(world, "Cy", f"tag={tag.pk}")
    with world.enter():
        Goal.objects.filter(pk=third.shops.pk).update(privacy="listed")
    assert "Open ten shops" not in found(world, "Cy", f"tag={tag.pk}")
    for odd in ("odd", "01900000-0000-7000-8000-000000000000"):
        assert world.client("Cy").get(f"/o/acme/search?tag={odd}").status_code == 404


def test_to_check_in_one_chooses_among_what_one_may(world: World, third: Quarter) -> None:
    path = f"/o/acme/goals/{third.shops.pk}/check-ins/new"
    assert path in found(world, "Max", "do=check-in&q=ten")
    assert path in found(world, "Max", "do=check-in")
    assert path not in found(world, "Cy", "do=check-in&q=ten")


def test_the_palette_offers_what_can_be_begun_but_not_to_observers(world: World, third: Quarter) -> None:
    """The shortcuts: check in, new objective, new project, each one key away (okrs §20, §11.1)."""
    page = world.client("Max").get("/o/acme/people").content.decode()
    for key in "cop":
        assert f'data-shift-key="{key}"' in page
    assert "data-shift-key" not in world.client("Olive").get("/o/acme/people").content.decode()


def test_the_palette_says_when_it_finds_nothing(world: World, third: Quarter) -> None:
    said = "No OKR, person, team or tag is called so."
    assert said in found(world, "Ada", "q=nobody+at+all")
    assert said not in found(world, "Ada", "q=north")
    assert said not in found(world, "Ada", "q=+")


def test_people_are_found_by_the_words_of_their_names_in_any_order(world: World, third: Quarter) -> None:
    """And by how their address begins: those of a company end alike (okrs §20)."""
    max_ = world.members["Max"]
    with world.enter():
        max_.name = "Max Hilarius Muster"
        max_.save()
    there = f"/people/{max_.pk}"
    beginning, _at, company = max_.email.partition("@")
    for words in ("muster+max", "ILARI", beginning.upper()):
        assert there in found(world, "Ada", f"q={words}")
    for words in ("muster+moritz", company):
        assert there not in found(world, "Ada", f"q={words}")


def test_the_search_works_as_a_page(world: World, third: Quarter) -> None:
    client = world.client("Max")
    assert "Win the north" in client.get("/o/acme/search?q=north").content.decode()
    assert "Check in on" in client.get("/o/acme/search?do=check-in").content.decode()
    assert client.get("/o/acme/search?q=%00&do=odd").status_code == 200
