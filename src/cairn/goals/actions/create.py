"""Create a goal."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.core import events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import approvals, history, policies, titles
from cairn.goals import events as happened
from cairn.goals.actions import requirements
from cairn.goals.actions.fields import GoalFields, write
from cairn.goals.actions.links import write_links
from cairn.goals.actions.parents import write_parents
from cairn.goals.actions.privacy import hide_with_parent
from cairn.goals.models import Entity, Goal, GoalKind, ProgressMode
from cairn.goals.recompute import lock, recompute, settings_row
from cairn.organizations.actor import Actor

RANK_STEP = 1024


@action
def create(fields: GoalFields, *, by: Actor) -> Goal:
    """Creates a goal and answers it, with its numbers and those of its parents computed.

    `kind`, `title`, `entity` and `period` are needed; owners default to the actor, dates to the period's, the
    progress mode to roll-up for objectives without a metric and to check-ins for the rest (spec okrs §4.2, §5.3).
    Raises Refused, Denied.
    """
    settings = settings_row()
    for needed in ("kind", "title", "entity", "period"):
        if needed not in fields:
            raise Refused(_("This is needed."), field=needed)
    if fields["kind"] == GoalKind.PROJECT:
        policies.demand_projects(by, settings)
    policies.demand_create(by, fields["entity"], fields.get("teams", ()), settings)
    goal = Goal(creator=by.member)
    measured = "outcome" in fields and not fields["outcome"].is_percent
    if "progress_mode" not in fields and fields["kind"] == GoalKind.OBJECTIVE and not measured:
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


def next_rank(goal: Goal) -> int:
    """The rank that puts a goal at the end of its page."""
    rows = Goal.objects.filter(period_id=goal.period_id, entity=goal.entity or Entity.INDIVIDUAL)
    return (rows.aggregate(last=Max("rank"))["last"] or 0) + RANK_STEP
