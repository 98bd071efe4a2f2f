"""Tasks: row 27 of the catalogue (okrs §11, §15.4)."""

from __future__ import annotations

from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import goal_of, tells, uuid_of


@tells("task.assigned")
def task_assigned(event: Event) -> None:
    """Who is to do it; whoever had it before owes nothing any more."""
    goal, to = goal_of(event), uuid_of(event.data.get("assignee"))
    actions.settle(_key(event))
    if goal is not None and to is not None:
        facts = {"task_id": event.data.get("task_id")}
        key = f"{_key(event)} {event.pk}"
        actions.notify("task.assigned", [to], key=key, about=goal, facts=facts, by=event.actor_id)


@tells("task.done")
def task_done(event: Event) -> None:
    """Nobody has to do it any more."""
    actions.settle(_key(event))


def _key(event: Event) -> str:
    return f"task {event.data.get('task_id')}"
