"""Edit rights reach up the lines of managers and of teams (spec okrs §2.5, notes)."""

from __future__ import annotations

import pytest

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.policies import Act, acts_on
from cairn.goals.tests.quarter import Quarter
from cairn.organizations import actions as people
from cairn.organizations.models import TeamRole

EVERYBODY = ("Oda", "Rob", "Uma", "Vic", "Wes", "Xia")


@pytest.fixture
def lines(quarter: Quarter) -> Quarter:
    """Six members without any right; who gets one by what is in the tests."""
    for name in EVERYBODY:
        quarter.world.join(quarter.world.acme, name)
    return quarter


def manages(lines: Quarter, name: str, whom: str) -> None:
    people.update_member(lines.world.member(whom), by=lines.actor("Ada"), manager=lines.world.member(name))


def editors(lines: Quarter, goal: Goal) -> set[str]:
    """Who of the six may edit it."""
    return {name for name in EVERYBODY if Act.EDIT in acts_on(lines.actor(name), [goal])[goal.pk]}


def test_the_managers_of_owner_creator_and_parents_owner_edit(lines: Quarter) -> None:
    """okrs §2.5, notes: managers of owners, creators and parent-OKR owners, over several levels, nobody beside."""
    above = lines.goal("Reach the coast", kind="objective", owners=[lines.world.members["Oda"].pk])
    goal = lines.goal("Moor ten boats", by="Cy", under=above, owners=[lines.world.members["Rob"].pk])
    assert editors(lines, goal) == {"Oda", "Rob"}
    for boss, whom in (("Uma", "Oda"), ("Vic", "Rob"), ("Wes", "Cy"), ("Xia", "Wes")):
        manages(lines, boss, whom)
    assert editors(lines, goal) == {"Oda", "Rob", "Uma", "Vic", "Wes", "Xia"}
    manages(lines, "Vic", "Xia")  # who stands beside the line of the creator's managers gets nothing by it
    people.update_member(lines.world.member("Rob"), by=lines.actor("Ada"), manager=None)
    people.update_member(lines.world.member("Wes"), by=lines.actor("Ada"), manager=None)
    assert editors(lines, goal) == {"Oda", "Rob", "Uma", "Wes"}


@pytest.mark.parametrize("role", [TeamRole.OWNER, TeamRole.ADMIN])
def test_who_leads_the_team_above_edits_what_the_team_below_has(lines: Quarter, role: str) -> None:
    """okrs §2.5, notes: owners and admins of the parent team too; its plain members and the team beside not."""
    world = lines.world
    goal = lines.goal("Win the fjords", by="Ada", entity="team", teams=[world.teams["Sales North"].pk])
    put = people.change_team_members
    put(world.teams["Company"], by=lines.actor("Ada"), put_in={world.members["Oda"]: role})
    put(world.teams["Sales"], by=lines.actor("Ada"), put_in={world.members["Rob"]: TeamRole.MEMBER})
    put(world.teams["Product"], by=lines.actor("Ada"), put_in={world.members["Uma"]: role})
    assert editors(lines, goal) == {"Oda"}


def test_who_has_a_right_by_a_role_keeps_it_whatever_is_granted(lines: Quarter) -> None:
    """okrs §2.5, notes (REC): a person with access by a role cannot be removed, only those who were granted it."""
    max_ = lines.actor("Max")
    actions.edit(lines.shops, {"editors": [lines.world.members["Oda"].pk]}, by=max_)
    actions.edit(lines.shops, {"editors": []}, by=max_)
    assert editors(lines, lines.shops) == set()
    for name in ("Ada", "Tom", "Tia", "Max"):
        assert Act.EDIT in acts_on(lines.actor(name), [lines.shops])[lines.shops.pk], name
