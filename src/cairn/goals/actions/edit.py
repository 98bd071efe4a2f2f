"""Edit a goal, its kind included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cairn.core import clock, events
from cairn.core.transactions import action
from cairn.goals import approvals, history, policies, titles
from cairn.goals import events as happened
from cairn.goals.actions import requirements
from cairn.goals.actions.convert import prepare
from cairn.goals.actions.fields import GoalFields, write
from cairn.goals.actions.guards import refuse_ended, stale, standing
from cairn.goals.actions.links import write_links
from cairn.goals.actions.parents import write_parents
from cairn.goals.actions.parts import keep_value
from cairn.goals.models import Entity, Goal
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, lock, recompute, settings_row
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Edited:
    """The goal as it is now, the goals whose numbers moved, and field -> [old, new]."""

    goal: Goal
    changes: list[Change]
    differing: dict[str, list[Any]]


@action
def edit(goal: Goal, changes: GoalFields, *, by: Actor, expected_version: int | None = None) -> Goal:
    """Changes what `changes` names, and nothing else; answers the goal as it is then.

    `expected_version` is the version the person saw (form or ETag): Stale when somebody was faster, with both
    versions of the fields in question. Raises Refused, Denied, Stale.
    """
    edited = apply_edit(goal, changes, by=by, expected_version=expected_version)
    if edited.differing or "parents" in changes:
        events.record(happened.EDITED, edited.goal, by=by, title=edited.goal.title, changes=edited.differing)
    return edited.goal


@action
def convert(goal: Goal, kind: str, *, by: Actor) -> Goal:
    """Makes a goal another kind of goal; the kind it has already changes nothing. Raises Refused, Denied."""
    return goal if goal.kind == kind else edit(goal, {"kind": kind}, by=by)


def apply_edit(goal: Goal, changes: GoalFields, *, by: Actor, expected_version: int | None) -> Edited:
    """An edit without its event, for the verbs that record one of their own."""
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    was_automatic = goal.is_automatic
    _demand_edit(by, goal, changes)
    refuse_ended(goal)
    settings = settings_row()
    before = history.structures_of([goal])[goal.pk]
    parents_before = set(goal.parent_links.values_list("parent_id", flat=True))
    if expected_version is not None and expected_version != goal.version:
        raise stale(before, changes)
    if changes.get("kind", goal.kind) != goal.kind:
        prepare(goal, changes["kind"], settings, by=by)
    write(goal, changes, settings)
    if was_automatic:
        keep_value(goal, locked, by=by)
    write_links(goal, changes, settings, by=by)
    if "parents" in changes:
        write_parents(goal, changes["parents"], by=by, settings=settings)
    approvals.demand_unlocked(by, [goal], settings)
    differing = history.differences(before, history.structures_of([goal])[goal.pk])
    if not differing and "parents" not in changes:
        return Edited(goal, [], {})
    requirements.demand(goal, by=by)
    goal.version += 1
    goal.updated_at = clock.now()
    goal.save()
    if "title" in differing:
        titles.index([goal])
    history.remember([goal], by=by)
    left = parents_before - set(goal.parent_links.values_list("parent_id", flat=True))
    locked = lock([goal.pk, *left])
    moved = recompute(locked, [goal.pk, *left])
    return Edited(locked.goals[goal.pk], moved, differing)


def _demand_edit(by: Actor, goal: Goal, changes: GoalFields) -> None:
    policies.demand(by, Act.EDIT, goal)
    if "owners" in changes:
        held = list(goal.ownerships.order_by("position").values_list("member_id", flat=True))
        if list(changes["owners"]) != held:
            policies.demand(by, Act.CHANGE_OWNER, goal)
    privacy = {name: changes[name] for name in ("privacy", "only_listed_edit") if name in changes}
    if any(getattr(goal, name) != value for name, value in privacy.items()):
        policies.demand(by, Act.SET_PRIVACY, goal)
    _demand_place(by, goal, changes)


def _demand_place(by: Actor, goal: Goal, changes: GoalFields) -> None:
    """Moving to another page needs the right to create there, or the policies for creating would mean nothing."""
    entity = changes.get("entity", goal.entity)
    held = set(goal.team_links.values_list("team_id", flat=True)) if "teams" in changes else set()
    more = [team_id for team_id in changes.get("teams", ()) if team_id not in held]
    if entity != goal.entity or (entity == Entity.TEAM and more):
        policies.demand_create(by, entity, more, settings_row())
