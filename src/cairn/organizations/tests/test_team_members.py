"""Who is in a team, and as what (spec okrs §2.2)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.models import TeamMember, TeamRole


def roles(acme: World, team: str = "Sales") -> dict[str, str]:
    rows = TeamMember.objects.filter(team=acme.teams[team]).select_related("member")
    return {row.member.name: row.role for row in rows}


def test_a_team_admin_adds_promotes_and_takes_out(acme: World) -> None:
    tia, sales = acme.actor("Tia"), acme.teams["Sales"]
    actions.change_team_members(sales, by=tia, put_in={acme.members["Cy"]: TeamRole.MEMBER})
    actions.change_team_members(sales, by=tia, put_in={acme.members["Max"]: TeamRole.ADMIN})
    actions.change_team_members(sales, by=tia, take_out=[acme.members["Cy"]])
    assert roles(acme) == {"Tom": "owner", "Tia": "admin", "Max": "admin"}


def test_setting_the_members_makes_them_the_whole_team(acme: World) -> None:
    actions.set_team_members(acme.teams["Sales"], by=acme.actor("Ada"), roles={acme.members["Cy"]: "owner"})
    assert roles(acme) == {"Cy": "owner"}


def test_an_observer_is_a_member_but_leads_nothing(acme: World) -> None:
    sales, ada, olive = acme.teams["Sales"], acme.actor("Ada"), acme.members["Olive"]
    actions.change_team_members(sales, by=ada, put_in={olive: TeamRole.MEMBER})
    for role in (TeamRole.ADMIN, TeamRole.OWNER):
        with pytest.raises(Refused, match="Olive is an observer"):
            actions.change_team_members(sales, by=ada, put_in={olive: role})
    assert roles(acme)["Olive"] == "member"


def test_a_team_keeps_an_owner(acme: World) -> None:
    with pytest.raises(Refused, match="needs an owner"):
        actions.change_team_members(acme.teams["Sales"], by=acme.actor("Tia"), take_out=[acme.members["Tom"]])
    assert roles(acme)["Tom"] == "owner"


def test_deactivated_people_are_not_added(acme: World) -> None:
    actions.deactivate_member(acme.members["Cy"], by=acme.actor("Ada"))
    with pytest.raises(Refused, match="deactivated"):
        actions.change_team_members(acme.teams["Sales"], by=acme.actor("Ada"), put_in={acme.member("Cy"): "member"})


@pytest.mark.parametrize("name", ["Max", "Cy", "Olive"])
def test_members_put_nobody_in_not_even_themselves(acme: World, name: str) -> None:
    with pytest.raises(Denied):
        actions.change_team_members(acme.teams["Sales"], by=acme.actor(name), put_in={acme.members[name]: "admin"})


def test_one_event_says_who_changed_how(acme: World) -> None:
    cy, max_ = acme.members["Cy"], acme.members["Max"]
    actions.change_team_members(acme.teams["Sales"], by=acme.actor("Tom"), put_in={cy: "member"}, take_out=[max_])
    event = Event.objects.filter(kind="team.members_changed").latest("at")
    assert event.data["changed"] == {str(cy.pk): [None, "member"], str(max_.pk): ["member", None]}
