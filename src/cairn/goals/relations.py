"""How a person stands to goals: the columns of the permission matrix (spec okrs §2.5 and its notes)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db import connection

from cairn.core import tenancy
from cairn.core.raw_sql import uuid_mark, uuid_values, uuids_of
from cairn.goals.models import Goal
from cairn.goals.ties import Ties, ties
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


def relations(actor: Actor, goals: Iterable[Goal], known: Ties | None = None) -> dict[UUID, frozenset[Relation]]:
    """Every relation of the actor to each goal; a constant number of queries for any number of goals.

    `known` is the ties of the goals, if the caller has read it already. An observer stands in no other relation
    than OBSERVER: whatever the rows say, observers change nothing.
    """
    rows = list(goals)
    member = actor.member
    if member is None:
        return {goal.pk: frozenset({Relation.ADMIN}) for goal in rows}
    if member.is_observer:
        return {goal.pk: frozenset({Relation.OBSERVER}) for goal in rows}
    links = ties(rows, actor) if known is None else known
    held = {goal.pk: {Relation.REGULAR} | _own(actor, member, goal, links) for goal in rows}
    if member.is_admin:
        for relation_set in held.values():
            relation_set.add(Relation.ADMIN)
    else:  # an admin holds everything that the next two could add
        _add_team_roles(actor, links, held)
        _add_lines_above(member, rows, links, held)
    return {goal_id: frozenset(found) for goal_id, found in held.items()}


def _own(actor: Actor, member: Member, goal: Goal, links: Ties) -> set[Relation]:
    found = set()
    if member.pk in links.owner_ids(goal.pk):
        found.add(Relation.OWNER)
    if member.pk in links.editor_ids.get(goal.pk, ()):
        found.add(Relation.EDITOR)
    if member.pk in links.parent_owner_ids(goal.pk):
        found.add(Relation.PARENT_OWNER)
    if goal.creator_id == member.pk:
        found.add(Relation.CREATOR)
    if goal.check_in_owner_id == member.pk:
        found.add(Relation.CHECK_IN_OWNER)
    if goal.delegate_id == member.pk and (goal.delegated_until is None or actor.today <= goal.delegated_until):
        found.add(Relation.DELEGATE)
    if links.owner_ids(goal.pk) & actor.stands_in_for:
        found.add(Relation.DELEGATE)
    return found


def _add_team_roles(actor: Actor, links: Ties, held: dict[UUID, set[Relation]]) -> None:
    if not actor.led_team_ids or not links.teams:
        return
    above = dict(Team.objects.values_list("id", "parent_id"))
    for goal_id, teams in links.teams.items():
        for team_id, _name in teams:
            held[goal_id] |= _roles_from(team_id, above, actor)


def _roles_from(team_id: UUID, above: dict[UUID, UUID | None], actor: Actor) -> set[Relation]:
    """What my roles in a team and in the teams above it make of me."""
    found = set()
    at: UUID | None = team_id
    for _step in range(50):  # teams cannot loop, but a row edited by hand must not hang a page
        if at is None:
            break
        role = actor.team_roles.get(at)
        if role == TeamRole.OWNER:
            found.add(Relation.TEAM_OWNER)
        elif role == TeamRole.ADMIN:
            found.add(Relation.TEAM_ADMIN)
        at = above.get(at)
    return found


def _add_lines_above(member: Member, goals: list[Goal], links: Ties, held: dict[UUID, set[Relation]]) -> None:
    """The managers of owners, creators and parents' owners."""
    people = {
        goal.pk: links.owner_ids(goal.pk)
        | links.parent_owner_ids(goal.pk)
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
    table, mark = Member._meta.db_table, uuid_mark()
    marks = ", ".join([mark] * len(people))
    sql = f"""
        WITH RECURSIVE line(person, boss, depth) AS (
            SELECT id, manager_id, 1 FROM {table} WHERE id IN ({marks}) AND organization_id = {mark}
            UNION
            SELECT line.person, above.manager_id, line.depth + 1 FROM {table} above
            JOIN line ON above.id = line.boss WHERE line.depth < 30
        )
        SELECT DISTINCT person FROM line WHERE boss = {mark}"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, uuid_values([*people, tenancy.current_id(), manager_id]))
        return uuids_of(cursor.fetchall())
