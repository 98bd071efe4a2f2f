"""Archive a team and bring it back, or delete it (spec okrs §2.2, golden 31)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Conflict, Denied, Refused
from cairn.organizations import actions, deletion
from cairn.organizations.models import AccountType, Team, TeamMember


def members(acme: World, team: str) -> dict[str, str]:
    rows = TeamMember.objects.filter(team=acme.teams[team]).select_related("member")
    return {row.member.name: row.role for row in rows}


def test_its_people_leave_and_its_sub_teams_move_to_the_top(acme: World) -> None:
    actions.archive_team(acme.teams["Sales"], by=acme.actor("Tom"))
    assert members(acme, "Sales") == {}
    assert acme.team("Sales North").parent is None
    assert acme.teams["Sales"] not in Team.objects.open()


def test_it_comes_back_with_its_people_and_sub_teams(acme: World) -> None:
    before = members(acme, "Sales")
    actions.archive_team(acme.teams["Sales"], by=acme.actor("Tom"))
    actions.unarchive_team(acme.team("Sales"), by=acme.actor("Tom"))
    assert members(acme, "Sales") == before == {"Tom": "owner", "Tia": "admin", "Max": "member"}
    assert acme.team("Sales North").parent == acme.teams["Sales"]
    assert acme.team("Sales").parent == acme.teams["Company"]


def test_a_sub_team_that_was_moved_meanwhile_stays_there(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.archive_team(acme.teams["Sales"], by=ada)
    actions.move_team(acme.teams["Sales North"], by=ada, parent=acme.teams["Product"])
    actions.unarchive_team(acme.team("Sales"), by=ada)
    assert acme.team("Sales North").parent == acme.teams["Product"]


def test_coming_back_makes_no_circle(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.archive_team(acme.teams["Sales"], by=ada)
    actions.move_team(acme.teams["Company"], by=ada, parent=acme.teams["Sales North"])
    actions.unarchive_team(acme.team("Sales"), by=ada)
    assert acme.team("Sales North").parent is None
    assert acme.team("Sales").parent == acme.teams["Company"]


def test_whoever_became_an_observer_comes_back_as_a_member(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.archive_team(acme.teams["Sales"], by=ada)
    actions.change_account_type(acme.members["Tia"], by=ada, account_type=AccountType.OBSERVER)
    actions.unarchive_team(acme.team("Sales"), by=ada)
    assert members(acme, "Sales")["Tia"] == "member"


def test_a_name_taken_meanwhile_is_a_conflict(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.archive_team(acme.teams["Sales"], by=ada)
    actions.create_team(name="Sales", by=ada)
    with pytest.raises(Conflict):
        actions.unarchive_team(acme.team("Sales"), by=ada)
    assert acme.team("Sales").archived_at is not None


def test_an_archived_team_is_not_changed(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.archive_team(acme.teams["Sales"], by=ada)
    with pytest.raises(Refused, match="Bring it back first"):
        actions.update_team(acme.team("Sales"), by=ada, name="Revenue")
    with pytest.raises(Refused, match="Bring it back first"):
        actions.change_team_members(acme.team("Sales"), by=ada, put_in={acme.members["Cy"]: "member"})
    with pytest.raises(Refused, match="Bring it back first"):
        actions.create_team(name="Below", by=ada, parent=acme.team("Sales"))


@pytest.mark.parametrize("name", ["Tia", "Max", "Cy", "Olive"])
def test_team_admins_and_members_end_no_team(acme: World, name: str) -> None:
    for act in (actions.archive_team, actions.delete_team):
        with pytest.raises(Denied):
            act(acme.teams["Sales"], by=acme.actor(name))


def test_deleting_an_empty_team_moves_its_sub_teams_to_the_top(acme: World) -> None:
    actions.delete_team(acme.teams["Sales"], by=acme.actor("Tom"))
    assert acme.team("Sales North").parent is None
    assert not Team.objects.filter(name="Sales").exists()


def test_golden_31_a_team_with_an_objective_is_not_deleted(acme: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deletion, "_team_checks", [lambda team: "The team has an objective. Archive it instead."])
    with pytest.raises(Refused, match="Archive it instead"):
        actions.delete_team(acme.teams["Sales"], by=acme.actor("Ada"))
    assert Team.objects.filter(name="Sales").exists()
