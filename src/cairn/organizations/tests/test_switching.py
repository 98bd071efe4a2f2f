"""People in several organisations switch between them from the rail (spec okrs §2.1)."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.organizations import actions
from cairn.organizations.models import Member

pytestmark = pytest.mark.django_db


def enters_globex(world: World, name: str) -> Member:
    """Somebody of Acme is in Globex as well, as a plain member."""
    user = world.user(name)
    with world.enter(world.globex):
        return actions.add_member(email=user.email, name=name, user=user, by=world.actor("Mallory"))


def offered(page: str) -> list[str]:
    """The addresses in the menu of the organisation's name."""
    menu = re.search(r'id="elsewhere".*?</nav>', page, re.DOTALL)
    return re.findall(r'<a href="([^"]+)"', menu[0]) if menu else []


def test_who_is_in_one_organisation_is_offered_no_other(world: World) -> None:
    assert offered(world.client("Ada").get("/o/acme/people").content.decode()) == []


def test_who_is_in_two_switches_from_every_page_of_either(world: World) -> None:
    enters_globex(world, "Max")
    browser = world.client("Max")
    assert offered(browser.get("/o/acme/people").content.decode()) == ["/o/acme/", "/o/globex/", "/organizations"]
    there = browser.get("/o/globex/people").content.decode()
    assert offered(there) == ["/o/globex/", "/o/acme/", "/organizations"]
    assert "Globex" in there


def test_an_organisation_whose_door_is_closed_is_not_offered(world: World) -> None:
    member = enters_globex(world, "Max")
    with world.enter(world.globex):
        actions.deactivate_member(member, by=world.actor("Mallory"))
    assert offered(world.client("Max").get("/o/acme/people").content.decode()) == []


def test_on_behalf_of_somebody_one_switches_as_oneself(world: World) -> None:
    """Ada, who works for Max, does not learn that Max is in Globex."""
    enters_globex(world, "Max")
    browser = world.client("Ada")
    browser.post(f"/o/acme/people/{world.members['Max'].pk}/on-behalf")
    page = browser.get("/o/acme/people").content.decode()
    assert "You work on behalf of" in page
    assert offered(page) == []


def test_it_costs_those_in_one_organisation_no_query_and_the_others_one(world: World) -> None:
    alone = queries_of_a_page(world)
    enters_globex(world, "Max")
    assert queries_of_a_page(world) == alone + 1


def queries_of_a_page(world: World) -> int:
    browser = world.client("Max")
    browser.get("/o/acme/teams")
    with CaptureQueriesContext(connection) as found:
        browser.get("/o/acme/teams")
    return len(found)
