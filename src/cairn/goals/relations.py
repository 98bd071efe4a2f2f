"""How a person stands to goals: the columns of the permission matrix (spec okrs §2.5 and its notes)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db import connection

from cairn.core import clock, tenancy
from cairn.goals.models import Alignment, Goal, GoalEditor, GoalOwner, GoalTeam
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team, TeamRole


class Relation(StrEnum):
    ADMIN = "admin"
    TEAM_OWNER = "team_owner"  # of its team or of a team above it
    TEAM_ADMIN = "team_admin"
    OWNER = "owner"
    CREATOR = "creator"
    MANAGER = "manager"  # in the management line above its owners, its creator, or its parents' owners
    PARENT_OWNER = "parent_owner"
    DELEGATE = "delegate"
    EDITOR = "editor"
    CHECK_IN_OWNER = "check_in_owner"
    REGULAR = "regular"
    OBSERVER = "observer"


def relations(actor: Actor, goals: Iterable[Goal]) -> dict[UUID, frozenset[Relation]]:
    """Every relation of the actor to each goal; a constant number of queries for any number of goals.

    An observer stands in no other relation than OBSERVER: whatever the rows say, observers change nothing.
    """
    rows = list(goals)
    member = actor.member
    if member is None:
        return {goal.pk: frozenset({Relation.ADMIN}) for goal in rows}
    if member.is_observer:
        return {goal.pk: frozenset({Relation.OBSERVER}) for goal in rows}
    held = {goal.pk: {Relation.REGULAR} | _own(member, goal) for goal in rows}
    if member.is_admin:
        for relation_set in held.values():
            relation_set.add(Relation.ADMIN)
    owners = _by_goal(GoalOwner.objects.filter(goal__in=rows).values_list("goal_id", "member_id"))
    for goal_id, ids in owners.items():
        if member.pk in ids:
            held[goal_id].add(Relation.OWNER)
    for goal_id in GoalEditor.objects.filter(goal__in=rows, member=member).values_list("goal_id", flat=True):
        held[goal_id].add(Relation.EDITOR)
    if not member.is_admin:  # an admin holds everything that the next three could add
        _add_team_roles(actor, rows, held)
        _add_lines_above(member, rows, owners, held)
    return {goal_id: frozenset(found) for goal_id, found in held.items()}


def _own(member: Member, goal: Goal) -> set[Relation]:
    found = set()
    if goal.creator_id == member.pk:
        found.add(Relation.CREATOR)
    if goal.check_in_owner_id == member.pk:
        found.add(Relation.CHECK_IN_OWNER)
    if goal.delegate_id == member.pk and (goal.delegated_until is None or goal.delegated_until >= clock.now().date()):
        found.add(Relation.DELEGATE)
    return found


def _add_team_roles(actor: Actor, goals: list[Goal], held: dict[UUID, set[Relation]]) -> None:
    if not actor.led_team_ids:
        return
    above = dict(Team.objects.values_list("id", "parent_id"))
    for goal_id, team_id in GoalTeam.objects.filter(goal__in=goals).values_list("goal_id", "team_id"):
        at: UUID | None = team_id
        for _step in range(50):  # teams cannot loop, but a row edited by hand must not hang a page
            if at is None:
                break
            role = actor.team_roles.get(at)
            if role == TeamRole.OWNER:
                held[goal_id].add(Relation.TEAM_OWNER)
            elif role == TeamRole.ADMIN:
                held[goal_id].add(Relation.TEAM_ADMIN)
            at = above.get(at)


def _add_lines_above(
    member: Member, goals: list[Goal], owners: dict[UUID, set[UUID]], held: dict[UUID, set[Relation]]
) -> None:
    """Parent owners, and the managers of owners, creators and parent owners."""
    parent_owners = _by_goal(
        Alignment.objects.filter(child__in=goals, parent__deleted_at=None)
        .exclude(parent__ownerships__member=None)
        .values_list("child_id", "parent__ownerships__member_id")
    )
    for goal_id, ids in parent_owners.items():
        if member.pk in ids:
            held[goal_id].add(Relation.PARENT_OWNER)
    if not Member.objects.filter(manager=member).exists():
        return
    people = {
        goal.pk: owners.get(goal.pk, set())
        | parent_owners.get(goal.pk, set())
        | ({goal.creator_id} if goal.creator_id else set())
        for goal in goals
    }
    reports = _below(member.pk, set().union(*people.values()) if people else set())
    for goal_id, ids in people.items():
        if ids & reports:
            held[goal_id].add(Relation.MANAGER)


def _below(manager_id: UUID, people: set[UUID]) -> set[UUID]:
    """Those of `people` who have `manager_id` somewhere above them. One query up the management lines."""
    if not people:
        return set()
    postgres = connection.vendor == "postgresql"
    marks = ", ".join(["%s::uuid" if postgres else "%s"] * len(people))
    table = Member._meta.db_table
    sql = f"""
        WITH RECURSIVE line(person, boss, depth) AS (
            SELECT id, manager_id, 1 FROM {table} WHERE id IN ({marks}) AND organization_id = %s
            UNION
            SELECT line.person, above.manager_id, line.depth + 1 FROM {table} above
            JOIN line ON above.id = line.boss WHERE line.depth < 30
        )
        SELECT DISTINCT person FROM line WHERE boss = %s"""  # noqa: S608
    values = [*people, tenancy.current_id(), manager_id]
    with connection.cursor() as cursor:
        cursor.execute(sql, [str(v) if postgres else v.hex for v in values])
        return {row if isinstance(row, UUID) else UUID(row) for (row,) in cursor.fetchall()}


def _by_goal(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for goal_id, other in pairs:
        found.setdefault(goal_id, set()).add(other)
    return found
