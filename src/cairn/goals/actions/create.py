"""Create and edit a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
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
from cairn.goals.actions.privacy import hide_with_parent
from cairn.goals.models import Entity, Goal, GoalKind, ProgressMode
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, lock, recompute, settings_row
from cairn.organizations.actor import Actor

RANK_STEP = 1024


@action
def create(fields: GoalFields, *, by: Actor) -> Goal:
    """Creates a goal and answers it, with its numbers and those of its parents computed.

    `kind`, `title`, `entity` and `period` are needed; owners default to the actor, dates to the period's, the
    progress mode to roll-up for objectives and check-ins for the rest (spec okrs §4.2). Raises Refused, Denied.
    """
    settings = settings_row()
    for needed in ("kind", "title", "entity", "period"):
        if needed not in fields:
            raise Refused(_("This is needed."), field=needed)
    if fields["kind"] == GoalKind.PROJECT:
        policies.demand_projects(by, settings)
    policies.demand_create(by, fields["entity"], fields.get("teams", ()), settings)
    goal = Goal(creator=by.member)
    if "progress_mode" not in fields and fields["kind"] == GoalKind.OBJECTIVE:
        goal.progress_mode = ProgressMode.ROLLUP
    write(goal, fields, settings)
    goal.rank = next_rank(goal)
    goal.save(force_insert=True)
    titles.index([goal])
    if "owners" not in fields and by.member is not None:
        fields = {**fields, "owners": [by.member.pk]}
    write_links(goal, fields, settings, by=by)
    if goal.check_in_owner_id:
        goal.save(update_fields=["check_in_owner"])
    write_parents(goal, fields.get("parents", ()), by=by, settings=settings)
    if "privacy" not in fields:
        hide_with_parent(goal)
    requirements.demand(goal, by=by)
    approvals.demand_unlocked(by, [goal], settings)
    history.remember([goal], by=by)
    locked = lock([goal.pk])
    recompute(locked, [goal.pk])
    events.record(happened.CREATED, goal, by=by, title=goal.title)
    return locked.goals[goal.pk]


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


def next_rank(goal: Goal) -> int:
    """The rank that puts a goal at the end of its page."""
    rows = Goal.objects.filter(period_id=goal.period_id, entity=goal.entity or Entity.INDIVIDUAL)
    return (rows.aggregate(last=Max("rank"))["last"] or 0) + RANK_STEP
