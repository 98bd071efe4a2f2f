"""Add people and change their profiles (spec okrs §2.3)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Conflict, Denied, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.models import MemberState


def test_a_person_without_a_sign_in_is_provisioned(acme: World) -> None:
    ida = actions.add_member(email="Ida@Acme.example", name="  Ida   Berg ", by=acme.actor("Ada"))
    assert (ida.email, ida.name, ida.state) == ("ida@acme.example", "Ida Berg", MemberState.PROVISIONED)


def test_an_address_is_in_an_organisation_once(acme: World) -> None:
    with pytest.raises(Conflict) as refusal:
        actions.add_member(email="MAX@acme.example", name="Another Max", by=acme.actor("Ada"))
    assert refusal.value.field == "email"


def test_the_same_address_may_be_in_another_organisation(world: World) -> None:
    with world.enter(world.globex):
        assert actions.add_member(email="max@acme.example", name="Max", by=world.actor("Mallory")).pk


def test_members_add_nobody(acme: World) -> None:
    with pytest.raises(Denied):
        actions.add_member(email="ida@acme.example", name="Ida", by=acme.actor("Max"))


def test_everyone_changes_the_own_name_title_and_time_zone(acme: World) -> None:
    changed = actions.update_member(
        acme.members["Cy"], by=acme.actor("Cy"), name="Cyrus", title="Analyst", time_zone="Europe/Vienna"
    )
    assert (changed.name, changed.title, changed.time_zone) == ("Cyrus", "Analyst", "Europe/Vienna")


def test_the_own_manager_and_address_are_for_admins(acme: World) -> None:
    with pytest.raises(Denied):
        actions.update_member(acme.members["Cy"], by=acme.actor("Cy"), manager=acme.members["Tom"])
    with pytest.raises(Denied):
        actions.update_member(acme.members["Cy"], by=acme.actor("Cy"), email="boss@acme.example")


def test_nobody_changes_the_profile_of_others(acme: World) -> None:
    with pytest.raises(Denied):
        actions.update_member(acme.members["Max"], by=acme.actor("Cy"), name="Maxi")


def test_an_admin_does_not_change_an_owner(acme: World) -> None:
    with pytest.raises(Denied):
        actions.update_member(acme.members["Ada"], by=acme.actor("Ben"), email="ben@evil.example")


def test_a_line_of_managers_makes_no_circle(acme: World) -> None:
    ada, people = acme.actor("Ada"), acme.members
    actions.update_member(people["Tom"], by=ada, manager=people["Tia"])
    with pytest.raises(Refused, match="Max reports to Tia"):
        actions.update_member(people["Tia"], by=ada, manager=people["Max"])
    with pytest.raises(Refused, match="own manager"):
        actions.update_member(people["Tia"], by=ada, manager=people["Tia"])
    assert acme.member("Tia").manager is None


def test_what_changes_nothing_is_not_recorded(acme: World) -> None:
    before = Event.objects.count()
    actions.update_member(acme.members["Max"], by=acme.actor("Ada"), name="Max", manager=acme.members["Tom"])
    assert Event.objects.count() == before


def test_the_record_names_the_fields_and_not_what_stands_in_them(acme: World) -> None:
    actions.update_member(acme.members["Max"], by=acme.actor("Ada"), name="Maximilian")
    event = Event.objects.filter(kind="member.edited").latest("at")
    assert event.data["fields"] == ["name"]
    assert "Maximilian" not in str(event.data)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "a\0b"), ("name", "\ud800"), ("email", "nonsense"), ("time_zone", "Nowhere/At/All")],
)
def test_odd_values_are_refused_at_their_field(acme: World, field: str, value: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.update_member(acme.members["Max"], by=acme.actor("Ada"), **{field: value})  # type: ignore[misc]
    assert refusal.value.field == field
