"""Working on behalf of somebody: who may, what it records, what stays closed, and how it ends (okrs §13.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.actor import Actor


def begins(world: World, name: str, for_whom: str) -> Client:
    """The browser of somebody who works on behalf of somebody from now on."""
    client = world.client(name)
    answer = client.post(f"/o/acme/people/{world.members[for_whom].pk}/on-behalf")
    assert answer.status_code == 303, answer.content.decode()
    return client


def who(client: Client) -> tuple[str, str | None]:
    """As whom a page is drawn, and who really looks at it."""
    actor: Actor = client.get("/o/acme/people").context["actor"]
    assert actor.member is not None
    return actor.member.name, actor.real_member.name if actor.real_member else None


MAY = [
    ("Ada", "Max", True),
    ("Ada", "Ben", True),  # an owner for an admin
    ("Ben", "Max", True),
    ("Ben", "Olive", True),
    ("Ben", "Ada", False),
    ("Tom", "Max", False),  # his manager, but no admin
    ("Cy", "Max", False),
    ("Olive", "Max", False),
]


@pytest.mark.parametrize(("name", "for_whom", "may"), MAY)
def test_admins_work_for_members_and_owners_for_everybody(acme: World, name: str, for_whom: str, may: bool) -> None:
    if may:
        actions.start_on_behalf(acme.members[for_whom], by=acme.actor(name))
        return
    with pytest.raises(Denied):
        actions.start_on_behalf(acme.members[for_whom], by=acme.actor(name))


def test_an_admin_does_not_work_for_another_admin(acme: World) -> None:
    acme.join(acme.acme, "Eve", role="admin")
    with pytest.raises(Denied):
        actions.start_on_behalf(acme.members["Eve"], by=acme.actor("Ben"))


def test_nobody_goes_on_through_somebody_else(acme: World) -> None:
    """Ada, working for Ben, does not become Max in Ben's name."""
    through = Actor(member=acme.member("Ben"), real_member=acme.member("Ada"))
    with pytest.raises(Denied):
        actions.start_on_behalf(acme.members["Max"], by=through)


def test_oneself_and_a_closed_account_are_refused(acme: World) -> None:
    actions.deactivate_member(acme.members["Cy"], by=acme.actor("Ada"))
    for name in ("Ada", "Cy"):
        with pytest.raises(Refused):
            actions.start_on_behalf(acme.members[name], by=acme.actor("Ada"))


def test_the_beginning_and_the_end_are_recorded_in_the_admins_own_name(world: World) -> None:
    client = begins(world, "Ben", "Max")
    client.post("/o/acme/on-behalf")
    with world.enter():
        started, stopped = Event.objects.filter(kind__startswith="work_on_behalf.").order_by("pk")
    for event in (started, stopped):
        assert (event.actor_id, event.subject_id) == (world.members["Ben"].pk, world.members["Max"].pk)


def test_from_then_on_one_is_that_person_until_one_stops(world: World) -> None:
    """okrs §13.1: it begins where that person's own work stands, with their views and rights."""
    client = world.client("Ben")
    max_page = f"/o/acme/people/{world.members['Max'].pk}"
    answer = client.post(f"{max_page}/on-behalf", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, max_page)
    assert who(client) == ("Max", "Ben")
    assert client.get("/o/acme/settings").status_code == 403  # Max may not
    client.post("/o/acme/on-behalf", {"_method": "delete"})
    assert who(client) == ("Ben", None)
    assert client.get("/o/acme/settings").status_code == 200


def test_every_page_says_so_and_offers_to_stop(world: World) -> None:
    page = begins(world, "Ben", "Max").get("/o/acme/teams").content.decode()
    assert "You work on behalf of <b>Max</b>" in page
    assert 'action="/o/acme/on-behalf"' in page
    assert "on-behalf" not in world.client("Ben").get("/o/acme/teams").content.decode()


def test_what_is_done_then_is_signed_by_both(world: World) -> None:
    client = begins(world, "Ada", "Tom")
    client.post(f"/o/acme/teams/{world.teams['Sales'].pk}/edit", {"name": "Sales & Co"})
    with world.enter():
        event = Event.objects.get(kind="team.edited")
    assert (event.actor_id, event.real_actor_id) == (world.members["Tom"].pk, world.members["Ada"].pk)


def test_it_ends_after_an_hour(world: World) -> None:
    client = begins(world, "Ben", "Max")
    with clock.at(clock.now() + timedelta(minutes=59)):
        assert who(client) == ("Max", "Ben")
    with clock.at(clock.now() + timedelta(minutes=60)):
        page = client.get("/o/acme/people")
        assert page.context["actor"].member.name == "Ben"
        assert "You work as yourself again" in page.content.decode()
        assert who(client) == ("Ben", None)


def test_it_ends_with_the_sign_in(world: World) -> None:
    client = begins(world, "Ben", "Max")
    client.logout()
    client.force_login(world.user("Ben"))
    assert who(client) == ("Ben", None)


@pytest.mark.parametrize("change", ["no_admin", "an_admin_now", "deactivated"])
def test_it_ends_with_the_right_to_it(world: World, change: str) -> None:
    client = begins(world, "Ben", "Max")
    with world.enter():
        ada = world.actor("Ada")
        if change == "no_admin":
            actions.change_role(world.members["Ben"], by=ada, role="member")
        elif change == "an_admin_now":
            actions.change_role(world.members["Max"], by=ada, role="admin")
        else:
            actions.deactivate_member(world.members["Max"], by=ada)
    assert who(client) == ("Ben", None)


CLOSED = ["account", "account/tokens", "account/notifications", "account/health-alerts"]


@pytest.mark.parametrize("page", CLOSED)
def test_account_tokens_and_mail_stay_closed(world: World, page: str) -> None:
    """okrs §13.1 (REC): no access to password, tokens or e-mail settings."""
    client = begins(world, "Ben", "Max")
    for answer in (client.get(f"/o/acme/{page}"), client.post(f"/o/acme/{page}", {"name": "Mine", "days": "9"})):
        assert answer.status_code == 403


def test_nobody_gets_into_another_organisation_by_it(world: World) -> None:
    client = begins(world, "Ben", "Max")
    assert client.get("/o/globex/people").status_code == 404


def test_who_may_not_is_neither_offered_nor_let(world: World) -> None:
    address = f"/o/acme/people/{world.members['Max'].pk}"
    assert "Work on behalf" in world.client("Ben").get(f"{address}/edit").content.decode()
    ada = f"/o/acme/people/{world.members['Ada'].pk}"
    for client in (world.client("Tom"), world.client("Cy")):
        assert client.post(f"{address}/on-behalf").status_code == 403
    assert world.client("Ben").post(f"{ada}/on-behalf").status_code == 403


def test_stopping_what_was_not_begun_changes_nothing(world: World) -> None:
    client = world.client("Cy")
    assert client.post("/o/acme/on-behalf").status_code == 303
    with world.enter():
        assert not Event.objects.filter(kind="work_on_behalf.stopped").exists()


def test_a_refusal_is_said_on_the_page(world: World) -> None:
    answer: Any = world.client("Ada").post(f"/o/acme/people/{world.members['Ada'].pk}/on-behalf")
    assert answer.status_code == 422
    assert "You are yourself already." in answer.content.decode()
