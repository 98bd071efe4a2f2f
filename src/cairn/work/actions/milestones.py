"""The steps of a project: add, change, reach, remove (spec okrs §11.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import policies as goal_policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.recompute import Change
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.actions.project import clean_name, count_milestones, open_project
from cairn.work.models import Milestone

MOST_MILESTONES = 50
HEAVIEST = Decimal(1000)


@action
def add_milestone(
    goal: Goal, *, by: Actor, name: str, due: date | None = None, weight: Decimal = Decimal(1)
) -> Milestone:
    """Adds a step with its weight, above 0 and at most 1,000. Raises Refused, Denied."""
    goal = open_project(goal.pk)
    policies.demand_plan(by, goal)
    if Milestone.objects.standing().filter(goal=goal).count() >= MOST_MILESTONES:
        raise Refused(
            worded(_("{A project} has at most %(most)d milestones.")) % {"most": MOST_MILESTONES}, field="name"
        )
    row = Milestone(goal=goal, name=clean_name(name), due=due, weight=_weight(weight))
    row.save(force_insert=True)
    _counted(goal, row, happened.MILESTONE_ADDED, by=by)
    return row


@action
def edit_milestone(row: Milestone, *, by: Actor, name: str, due: date | None, weight: Decimal) -> Milestone:
    """Changes a step. The same again changes nothing. Raises Refused, Denied."""
    goal = open_project(row.goal_id)
    policies.demand_plan(by, goal)
    row = _standing(row)
    was = (row.name, row.due, row.weight)
    row.name, row.due, row.weight = clean_name(name), due, _weight(weight)
    if was != (row.name, row.due, row.weight):
        row.save(update_fields=["name", "due", "weight"])
        _counted(goal, row, happened.MILESTONE_EDITED, by=by)
    return row


@action
def reach_milestone(row: Milestone, *, by: Actor, reached: bool = True) -> list[Change]:
    """Says that a step is reached, or takes that back; twice changes nothing. Raises Refused, Denied."""
    goal = open_project(row.goal_id)
    goal_policies.demand(by, Act.CHECK_IN, goal)
    row = _standing(row)
    if row.is_reached == reached:
        return []
    row.reached_at = clock.now() if reached else None
    row.save(update_fields=["reached_at"])
    return _counted(goal, row, happened.MILESTONE_REACHED if reached else happened.MILESTONE_REOPENED, by=by)


@action
def remove_milestone(row: Milestone, *, by: Actor) -> list[Change]:
    """Removes a step; twice changes nothing. Raises Refused, Denied."""
    goal = open_project(row.goal_id)
    policies.demand_plan(by, goal)
    row = Milestone.objects.get(pk=row.pk)
    if row.deleted_at is not None:
        return []
    row.deleted_at = clock.now()
    row.save(update_fields=["deleted_at"])
    return _counted(goal, row, happened.MILESTONE_REMOVED, by=by)


def _counted(goal: Goal, row: Milestone, kind: Any, *, by: Actor) -> list[Change]:
    changes = count_milestones(goal, by=by)
    events.record(kind, goal, by=by, title=goal.title, goal_id=str(goal.pk), milestone_id=str(row.pk), name=row.name)
    return changes


def _standing(row: Milestone) -> Milestone:
    found: Milestone | None = Milestone.objects.standing().filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("This milestone was removed meanwhile."))
    return found


def _weight(weight: Decimal) -> Decimal:
    if not weight.is_finite() or not 0 < weight <= HEAVIEST:
        raise Refused(_("A weight lies above 0 and is at most 1,000."), field="weight")
    kept = weight.quantize(Decimal("0.01"))
    if not kept:
        raise Refused(_("A weight lies above 0 and is at most 1,000."), field="weight")
    return kept
