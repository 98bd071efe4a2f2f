"""Tasks: row 27 of the catalogue (okrs §11, §15.4)."""

from __future__ import annotations

from cairn.core import clock, schedule, tenancy
from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import goal_of, tells, uuid_of
from cairn.organizations.models import Organization
from cairn.work.models import Task, TaskStatus


@tells("task.assigned")
def task_assigned(event: Event) -> None:
    """Who is to do it; whoever had it before owes nothing any more."""
    goal, to = goal_of(event), uuid_of(event.data.get("assignee"))
    key = _key(event.data.get("task_id"))
    actions.settle(key)
    if goal is not None and to is not None:
        facts = {"task_id": event.data.get("task_id")}
        actions.notify("task.assigned", [to], key=f"{key} {event.pk}", about=goal, facts=facts, by=event.actor_id)


@tells("task.done")
def task_done(event: Event) -> None:
    """Nobody has to do it any more."""
    actions.settle(_key(event.data.get("task_id")))


@tells("task.removed")
def task_removed(event: Event) -> None:
    """Nobody has to do it any more."""
    actions.settle(_key(event.data.get("task_id")))


@schedule.daily(at="05:00", in_each_organization=True)
def tell_of_tasks_due() -> int:
    """Tells everybody of their tasks that are due today, once; answers how many were told."""
    zone = Organization.objects.values_list("time_zone", flat=True).get(pk=tenancy.current_id())
    today = clock.today(zone)
    open_tasks = Task.objects.filter(due=today, deleted_at=None, goal__deleted_at=None, owner__isnull=False)
    waiting = open_tasks.exclude(status__in=[TaskStatus.DONE, TaskStatus.CANCELLED])
    notices = [
        actions.Notice(
            "task.due",
            task.owner_id,
            f"{_key(task.pk)} due {today}",
            goal_id=task.goal_id,
            facts={"task_id": str(task.pk)},
        )
        for task in waiting
        if task.owner_id
    ]
    return actions.notify_all(notices)


def _key(task_id: object) -> str:
    return f"task {task_id}"
