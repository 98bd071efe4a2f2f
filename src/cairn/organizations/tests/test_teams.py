"""Create, change and move teams (spec okrs §2.2)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Conflict, Denied, Refused
from cairn.organizations import actions
from cairn.organizations.models import TeamMember, TeamPolicy, TeamRole


def policy(acme: World, value: str, *chosen: str) -> None:
    makers = [acme.members[name].pk for name in chosen]
    actions.update_organization(acme.acme, by=acme.actor("Ada"), team_policy=value, team_makers=makers)


def test_whoever_creates_a_team_owns_it(acme: World) -> None:
    team = actions.create_team(name="Support", by=acme.actor("Tom"))
    assert TeamMember.objects.get(team=team).role == TeamRole.OWNER
    assert TeamMember.objects.get(team=team).member == acme.members["Tom"]


def test_named_owners_own_it_instead(acme: World) -> None:
    team = actions.create_team(name="Support", by=acme.actor("Ada"), owners=[acme.members["Cy"]])
    assert [row.member for row in TeamMember.objects.filter(team=team)] == [acme.members["Cy"]]


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        (TeamPolicy.ADMINS, {"Ada", "Ben"}),
        (TeamPolicy.TEAM_ADMINS, {"Ada", "Ben", "Tom", "Tia"}),
        (TeamPolicy.EVERYONE, {"Ada", "Ben", "Tom", "Tia", "Max", "Cy"}),
        (TeamPolicy.LISTED, {"Ada", "Ben", "Cy"}),
    ],
)
def test_the_setting_says_who_creates_teams(acme: World, value: str, allowed: set[str]) -> None:
    """okrs §2.2: every member, admins, admins and team admins (the default), or chosen people."""
    assert acme.acme.team_policy == TeamPolicy.TEAM_ADMINS
    policy(acme, value, "Cy")
    made = set()
    for name in ("Ada", "Ben", "Tom", "Tia", "Max", "Cy", "Olive"):
        try:
            actions.create_team(name=f"Team of {name}", by=acme.actor(name))
            made.add(name)
        except Denied:
            pass
    assert made == allowed


def test_a_leader_creates_below_the_own_team_but_not_below_others(acme: World) -> None:
    actions.create_team(name="Sales South", by=acme.actor("Tia"), parent=acme.teams["Sales"])
    with pytest.raises(Denied):
        actions.create_team(name="Product Lab", by=acme.actor("Tia"), parent=acme.teams["Product"])


def test_a_name_is_given_once_among_open_teams(acme: World) -> None:
    with pytest.raises(Conflict) as refusal:
        actions.create_team(name="Sales", by=acme.actor("Ada"))
    assert refusal.value.field == "name"
    actions.archive_team(acme.teams["Sales"], by=acme.actor("Ada"))
    assert actions.create_team(name="Sales", by=acme.actor("Ada")).pk


def test_leaders_change_their_team_and_those_below(acme: World) -> None:
    actions.update_team(acme.teams["Sales"], by=acme.actor("Tia"), description="Sells")
    actions.update_team(acme.teams["Sales North"], by=acme.actor("Tia"), type_label="Region")
    assert (acme.team("Sales").description, acme.team("Sales North").type_label) == ("Sells", "Region")


@pytest.mark.parametrize("name", ["Max", "Cy", "Olive"])
def test_members_change_no_team_and_learn_who_does(acme: World, name: str) -> None:
    with pytest.raises(Denied) as refusal:
        actions.update_team(acme.teams["Sales"], by=acme.actor(name), name="Mine")
    assert refusal.value.helpers == ["Tom", "Tia"]


def test_a_team_moves_below_another_and_to_the_top(acme: World) -> None:
    moved = actions.move_team(acme.teams["Sales North"], by=acme.actor("Ada"), parent=acme.teams["Product"])
    assert moved.parent == acme.teams["Product"]
    assert actions.move_team(moved, by=acme.actor("Ada"), parent=None).parent is None


@pytest.mark.parametrize("below", ["Sales", "Sales North"])
def test_a_team_does_not_move_below_itself(acme: World, below: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.move_team(acme.teams["Sales"], by=acme.actor("Ada"), parent=acme.teams[below])
    assert refusal.value.field == "parent"


def test_a_leader_does_not_move_the_team_below_a_team_of_others(acme: World) -> None:
    with pytest.raises(Denied):
        actions.move_team(acme.teams["Sales North"], by=acme.actor("Tom"), parent=acme.teams["Product"])


def test_the_chosen_create_teams_below_any_other(acme: World) -> None:
    """okrs §2.2: chosen people."""
    policy(acme, TeamPolicy.LISTED, "Cy")
    made = actions.create_team(name="Sales East", by=acme.actor("Cy"), parent=acme.teams["Sales"])
    assert made.parent == acme.teams["Sales"]


@pytest.mark.parametrize("chosen", [[], ["Olive"]])
def test_an_observer_or_nobody_is_not_chosen_to_create_teams(acme: World, chosen: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        policy(acme, TeamPolicy.LISTED, *chosen)
    assert refusal.value.field == "team_makers"
