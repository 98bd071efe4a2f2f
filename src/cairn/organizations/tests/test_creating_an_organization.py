"""Create an organisation (spec okrs §2.1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.world import World

from cairn.core.access import Via
from cairn.core.errors import Conflict, Denied, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.models import JoinPolicy, Member, Organization, Role, User


def found(slug: str, **more: str) -> Organization:
    owner = actions.open_sign_in(email=f"founder@{slug}.example", name="Fay")
    return actions.create_organization(**{"name": "Initech", "slug": slug, "owner": owner, **more})


def test_the_founder_owns_it(db: None, world: World) -> None:
    organization = found("initech")
    with world.enter(organization):
        (member,) = Member.objects.all()
        assert (member.name, member.role, member.email) == ("Fay", Role.OWNER, "founder@initech.example")


def test_it_is_recorded_as_done_by_the_founder(world: World) -> None:
    organization = found("initech")
    with world.enter(organization):
        event = Event.objects.get(kind="organization.created")
        assert event.actor_id == Member.objects.get().pk


def test_an_address_is_given_once(world: World) -> None:
    with pytest.raises(Conflict) as refusal:
        found("acme")
    assert refusal.value.field == "slug"


@pytest.mark.parametrize("slug", ["", "with space", "-edge", "a--b", "ümlaut", "x" * 51, "a/b"])
def test_an_address_is_plain(db: None, slug: str) -> None:
    owner = actions.open_sign_in(email="fay@initech.example")
    with pytest.raises(Refused) as refusal:
        actions.create_organization(name="Initech", slug=slug, owner=owner)
    assert refusal.value.field == "slug"
    assert not Organization.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("name", "  "), ("name", "x" * 121), ("time_zone", "Mars/Olympus")])
def test_odd_values_are_refused_at_their_field(db: None, field: str, value: str) -> None:
    with pytest.raises(Refused) as refusal:
        found("initech", **{field: value})
    assert refusal.value.field == field


def test_nothing_is_seen_of_another_organisation(world: World) -> None:
    with world.enter(world.globex):
        assert sorted(Member.objects.values_list("name", flat=True)) == ["Mallory", "Mona"]


def founder(*, verified: bool = True) -> User:
    return actions.open_sign_in(email="fay@initech.example", name="Fay", verified=verified)


@pytest.mark.parametrize(
    ("policy", "domains"),
    [(JoinPolicy.INVITATION, []), (JoinPolicy.REQUEST, ["initech.example"]), (JoinPolicy.OPEN, ["initech.example"])],
)
def test_who_may_join_is_said_when_it_is_created(db: None, policy: str, domains: list[str]) -> None:
    """okrs §2.1: name, description and the way to join."""
    made = actions.create_organization(name="Initech", slug="initech", owner=founder(), join_policy=policy)
    assert (made.join_policy, made.email_domains) == (policy, domains)


def test_it_is_not_opened_to_a_domain_that_nobody_confirmed(db: None) -> None:
    with pytest.raises(Refused) as refusal:
        found("initech", join_policy=JoinPolicy.OPEN)
    assert refusal.value.field == "join_policy"


def test_where_the_installation_founds_none_the_page_and_the_button_are_closed(db: None, settings: Any) -> None:
    """okrs §2.1: who creates organisations is a policy of the whole installation; the command line always may."""
    browser, owner = Client(), founder()
    browser.force_login(owner)
    assert "/organizations/new" in browser.get("/organizations").content.decode()
    settings.NEW_ORGANIZATIONS = False
    assert "/organizations/new" not in browser.get("/organizations").content.decode()
    sent = {"name": "Initech", "time_zone": "UTC", "join_policy": "invitation"}
    assert browser.get("/organizations/new").status_code == 403
    assert browser.post("/organizations/new", sent).status_code == 403
    with pytest.raises(Denied):
        actions.create_organization(name="Initech", slug="initech", owner=owner)
    actions.create_organization(name="Initech", slug="initech", owner=owner, via=Via.CLI)
    assert Organization.objects.count() == 1
