"""Deactivate, reactivate, delete (spec okrs §2.3, golden 32)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.organizations import actions, deletion
from cairn.organizations.models import Member, MemberState, Role, TeamMember


def test_a_deactivated_person_finds_nothing_any_more(world: World) -> None:
    client = world.client("Max")
    assert client.get("/o/acme/people").status_code == 200
    with world.enter():
        actions.deactivate_member(world.members["Max"], by=world.actor("Ada"))
    assert client.get("/o/acme/people").status_code == 404


def test_reactivating_gives_everything_back(world: World) -> None:
    with world.enter():
        actions.deactivate_member(world.members["Max"], by=world.actor("Ada"))
        back = actions.reactivate_member(world.members["Max"], by=world.actor("Ada"))
        assert (back.state, back.deactivated_at) == (MemberState.ACTIVE, None)
        assert TeamMember.objects.filter(member=back, team=world.teams["Sales"]).exists()
    assert world.client("Max").get("/o/acme/people").status_code == 200


def test_somebody_who_never_signed_in_is_provisioned_again(acme: World) -> None:
    ida = actions.add_member(email="ida@acme.example", name="Ida", by=acme.actor("Ada"))
    actions.deactivate_member(ida, by=acme.actor("Ada"))
    assert actions.reactivate_member(ida, by=acme.actor("Ada")).state == MemberState.PROVISIONED


def test_nobody_ends_the_own_account(acme: World) -> None:
    for act in (actions.deactivate_member, actions.delete_member):
        with pytest.raises(Refused, match="yourself"):
            act(acme.members["Ben"], by=acme.actor("Ben"))


def test_an_admin_ends_no_owner(acme: World) -> None:
    actions.change_role(acme.members["Cy"], by=acme.actor("Ada"), role=Role.OWNER)
    for act in (actions.deactivate_member, actions.delete_member):
        with pytest.raises(Denied):
            act(acme.members["Cy"], by=acme.actor("Ben"))


@pytest.mark.parametrize("name", ["Tom", "Cy", "Olive"])
def test_members_end_nobody(acme: World, name: str) -> None:
    for act in (actions.deactivate_member, actions.reactivate_member, actions.delete_member):
        with pytest.raises(Denied):
            act(acme.members["Max"], by=acme.actor(name))


def test_deleting_removes_the_person_and_leaves_the_reports(acme: World) -> None:
    actions.change_team_members(acme.teams["Sales"], by=acme.actor("Ada"), put_in={acme.members["Tia"]: "owner"})
    actions.delete_member(acme.members["Tom"], by=acme.actor("Ada"))
    assert not Member.objects.filter(pk=acme.members["Tom"].pk).exists()
    assert acme.member("Max").manager is None
    assert acme.user("Max").is_active


def test_golden_32_deleting_is_refused_while_something_speaks_against_it(
    acme: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletion, "_owner_checks", [lambda member: f"{member.name} owns 2 objectives."])
    with pytest.raises(Refused, match="Max owns 2 objectives"):
        actions.delete_member(acme.members["Max"], by=acme.actor("Ada"))
    assert Member.objects.filter(pk=acme.members["Max"].pk).exists()
