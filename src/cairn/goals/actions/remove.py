"""Delete and restore a goal; move it among its neighbours (spec okrs §4.3)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import bulk, clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import graph, history, policies
from cairn.goals.actions.create import RANK_STEP
from cairn.goals.actions.guards import refuse_ended, standing
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, lock, parents_of, recompute
from cairn.organizations.actor import Actor

KEPT_FOR = timedelta(days=30)


@action
def delete(goal: Goal, *, by: Actor, with_children: bool = False) -> list[Change]:
    """Deletes a goal; it can be restored for 30 days. Its children stay, unaligned from it, or go with it.

    Alignments are kept in the background so that restoring brings them back. Answers the parents whose numbers moved.
    Raises Refused, Denied.
    """
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.DELETE, goal)
    refuse_ended(goal)
    ids = graph.below([goal.pk]) if with_children else {goal.pk}
    locked = lock(ids)
    doomed = [locked.goals[goal_id] for goal_id in ids if locked.goals[goal_id].deleted_at is None]
    rights = policies.acts_on(by, doomed)
    for row in doomed:
        if Act.DELETE not in rights[row.pk]:
            raise Denied(
                _("“%(title)s” below it is not yours to delete.") % {"title": row.title},
                helpers=policies.helpers_of(row),
            )
    now = clock.now()
    for row in doomed:
        row.deleted_at, row.deleted_by, row.version = now, by.member, row.version + 1
        row.save(update_fields=["deleted_at", "deleted_by", "version"])
    history.remember(doomed, by=by)
    changes = recompute(locked, [*(row.pk for row in doomed), *parents_of(doomed)])
    events.record(happened.DELETED, goal, by=by, title=goal.title, count=len(doomed))
    return changes


@action
def restore(goal: Goal, *, by: Actor) -> list[Change]:
    """Brings back a goal that was deleted at most 30 days ago, with everything deleted together with it."""
    locked = lock([goal.pk])
    found = locked.goals.get(goal.pk)
    if found is None or found.deleted_at is None:
        raise Refused(_("This is not deleted."))
    policies.demand(by, Act.DELETE, found)
    if found.deleted_at < clock.now() - KEPT_FOR:
        raise Refused(_("This was deleted more than 30 days ago and cannot be restored."))
    ids = Goal.objects.filter(deleted_at=found.deleted_at, deleted_by=found.deleted_by_id).values_list(
        "pk", flat=True
    )
    locked = lock([found.pk, *(set(ids) & graph.below([found.pk]))])
    rows = [row for row in locked.goals.values() if row.deleted_at == found.deleted_at]
    for row in rows:
        row.deleted_at = row.deleted_by = None
        row.version += 1
        row.save(update_fields=["deleted_at", "deleted_by", "version"])
    history.remember(rows, by=by)
    changes = recompute(locked, [*(row.pk for row in rows), *parents_of(rows)])
    events.record(happened.RESTORED, found, by=by, title=found.title, count=len(rows))
    return changes


@action
def place(goal: Goal, *, by: Actor, before: UUID | None = None, after: UUID | None = None) -> Goal:
    """Moves a goal before or after another one in the manual order. Raises Refused, Denied."""
    goal = standing(Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first())
    policies.demand(by, Act.EDIT, goal)
    neighbour = Goal.objects.visible_to(by).filter(pk__in=[before or after]).first()
    if neighbour is None or neighbour.pk == goal.pk:
        raise Refused(_("There is no such neighbour."))
    rank = _rank_beside(neighbour, before=before is not None, but=goal)
    if rank is None:
        _spread(neighbour)
        neighbour.refresh_from_db(fields=["rank"])
        rank = _rank_beside(neighbour, before=before is not None, but=goal)
    goal.rank = rank or 0
    goal.save(update_fields=["rank"])
    events.record(happened.MOVED, goal, by=by, title=goal.title)
    return goal


def _rank_beside(neighbour: Goal, *, before: bool, but: Goal) -> int | None:
    """A rank between the neighbour and the one on its other side; None when there is no room left."""
    rows = Goal.objects.filter(period_id=neighbour.period_id).exclude(pk=but.pk)
    if before:
        other = rows.filter(rank__lt=neighbour.rank).order_by("-rank").values_list("rank", flat=True).first()
        low, high = (neighbour.rank - 2 * RANK_STEP if other is None else other), neighbour.rank
    else:
        other = rows.filter(rank__gt=neighbour.rank).order_by("rank").values_list("rank", flat=True).first()
        low, high = neighbour.rank, (neighbour.rank + 2 * RANK_STEP if other is None else other)
    middle = (low + high) // 2
    return middle if low < middle < high else None


def _spread(neighbour: Goal) -> None:
    """Numbers all goals of the period anew, in steps, when two neighbours have come too close."""
    rows = list(Goal.objects.filter(period_id=neighbour.period_id).order_by("rank", "pk"))
    for position, row in enumerate(rows, 1):
        row.rank = position * RANK_STEP
    bulk.update(rows, ["rank"])
