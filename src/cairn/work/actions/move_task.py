"""Say how far a task is, and put it into its place on the board (spec okrs §11.4)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import bulk, clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.recompute import Change
from cairn.organizations.actor import Actor
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.actions.project import count_tasks, open_project
from cairn.work.models import Task, TaskStatus

RANK_STEP = 1024


@action
def move_task(
    task: Task, *, by: Actor, status: str | None = None, before: UUID | None = None, after: UUID | None = None
) -> list[Change]:
    """Gives a task another status, another place (before or after a task of the project), or both.

    Who checks in on the project may, and who owns the task. Answers the goals whose numbers moved; moving it where it
    is changes nothing. Raises Refused, Denied.
    """
    goal = open_project(task.goal_id)
    task = standing_task(task)
    policies.demand_tick(by, goal, task)
    was = (task.status, task.rank)
    if status is not None:
        write_status(task, status)
    if before is not None or after is not None:
        task.rank = _rank_beside(task, before, after)
    if was == (task.status, task.rank):
        return []
    task.save(update_fields=["status", "rank", "done_at"])
    changes = count_tasks(goal, by=by)
    kind = happened.TASK_DONE if task.is_done and was[0] != TaskStatus.DONE else happened.TASK_MOVED
    events.record(
        kind,
        goal,
        by=by,
        title=goal.title,
        goal_id=str(goal.pk),
        task_id=str(task.pk),
        name=task.name,
        status=[was[0], task.status],
    )
    return changes


def standing_task(task: Task) -> Task:
    """The task as it is now. Raises Refused when it was removed."""
    found: Task | None = Task.objects.standing().filter(pk=task.pk).first()
    if found is None:
        raise Refused(_("This task was removed meanwhile."))
    return found


def write_status(task: Task, status: str) -> None:
    """Sets the status and with it when the task was done; saves nothing. Raises Refused."""
    if status not in TaskStatus.values:
        raise Refused(_("“%(value)s” is not one of the choices.") % {"value": status[:40]}, field="status")
    if status != task.status:
        task.status = status
        task.done_at = clock.now() if task.is_done else None


def _rank_beside(task: Task, before: UUID | None, after: UUID | None) -> int:
    """A rank on that side of the neighbour; where there is no room left, all tasks get new ones."""
    rows = [row for row in Task.objects.standing().filter(goal_id=task.goal_id).in_order() if row.pk != task.pk]
    at = next((place for place, row in enumerate(rows) if row.pk == (before or after)), None)
    if at is None:
        raise Refused(_("There is no such neighbour."), field="before" if before else "after")
    place = at if before is not None else at + 1
    low: int = rows[place - 1].rank if place > 0 else rows[0].rank - 2 * RANK_STEP
    high: int = rows[place].rank if place < len(rows) else rows[-1].rank + 2 * RANK_STEP
    if low < task.rank < high:
        return task.rank
    if high - low > 1:
        return (low + high) // 2
    for number, row in enumerate(rows):
        row.rank = (number + (number >= place)) * RANK_STEP
    bulk.update(rows, ["rank"])
    return place * RANK_STEP
