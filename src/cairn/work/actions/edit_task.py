"""Change what is said of a task (spec okrs §11.4)."""

from __future__ import annotations

from datetime import date
from typing import TypedDict
from uuid import UUID

from cairn.core import events
from cairn.core.transactions import action
from cairn.goals.actions.fields import regular
from cairn.organizations.actor import Actor
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.actions.add_tasks import tell_assigned
from cairn.work.actions.move_task import standing_task, write_status
from cairn.work.actions.project import LONGEST_TEXT, clean_name, clean_text, count_tasks, open_project
from cairn.work.models import Task


class TaskFields(TypedDict, total=False):
    name: str
    description: str
    owner: UUID | None
    due: date | None
    status: str


@action
def edit_task(task: Task, changes: TaskFields, *, by: Actor) -> Task:
    """Changes what `changes` names, and nothing else. The same again changes nothing. Raises Refused, Denied."""
    goal = open_project(task.goal_id)
    task = standing_task(task)
    policies.demand_plan(by, goal)
    before = _said(task)
    if "name" in changes:
        task.name = clean_name(changes["name"])
    if "description" in changes:
        task.description = clean_text(changes["description"], most=LONGEST_TEXT, field="description")
    if "owner" in changes:
        task.owner = regular(changes["owner"], field="owner")
    if "due" in changes:
        task.due = changes["due"]
    if "status" in changes:
        write_status(task, changes["status"])
    differing = {name: [old, new] for (name, old), new in zip(before.items(), _said(task).values(), strict=True)
                 if old != new}  # fmt: skip
    if not differing:
        return task
    task.save()
    count_tasks(goal, by=by)
    told = {name: [None, None] if name == "description" else pair for name, pair in differing.items()}
    about = {"goal_id": str(goal.pk), "task_id": str(task.pk), "name": task.name, "task": told}
    events.record(happened.TASK_EDITED, goal, by=by, title=goal.title, **about)
    if "owner" in differing:
        tell_assigned(task, goal, by=by)
    return task


def _said(task: Task) -> dict[str, object]:
    return {
        "name": task.name,
        "description": task.description,
        "owner": str(task.owner_id) if task.owner_id else None,
        "due": task.due,
        "status": task.status,
    }
