"""Remove a task, and bring it back."""

from __future__ import annotations

from cairn.core import clock, events
from cairn.core.transactions import action
from cairn.goals.recompute import Change
from cairn.organizations.actor import Actor
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.actions.project import count_tasks, open_project
from cairn.work.models import Task


@action
def remove_task(task: Task, *, by: Actor) -> list[Change]:
    """Removes a task; it no longer counts. Removing it twice changes nothing. Raises Refused, Denied."""
    return _set_removed(task, by=by, removed=True)


@action
def restore_task(task: Task, *, by: Actor) -> list[Change]:
    """Brings a removed task back to where it was. Raises Refused, Denied."""
    return _set_removed(task, by=by, removed=False)


def _set_removed(task: Task, *, by: Actor, removed: bool) -> list[Change]:
    goal = open_project(task.goal_id)
    policies.demand_plan(by, goal)
    task = Task.objects.get(pk=task.pk)
    if (task.deleted_at is not None) == removed:
        return []
    task.deleted_at = clock.now() if removed else None
    task.save(update_fields=["deleted_at"])
    changes = count_tasks(goal, by=by)
    kind = happened.TASK_REMOVED if removed else happened.TASK_RESTORED
    events.record(kind, goal, by=by, title=goal.title, goal_id=str(goal.pk), task_id=str(task.pk), name=task.name)
    return changes
