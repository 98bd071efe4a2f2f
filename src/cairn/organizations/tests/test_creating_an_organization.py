"""Create an organisation (spec okrs §2.1)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Conflict, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.models import Member, Organization, Role


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
