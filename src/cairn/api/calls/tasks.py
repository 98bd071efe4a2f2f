"""GET, POST /goals/{id}/tasks · PATCH, DELETE /tasks/{id} · the same of milestones"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from cairn.api.authentication import writing_okrs
from cairn.api.errors import not_found, refused
from cairn.api.loading import goal_seen
from cairn.api.pagination import Paging, by_id, page
from cairn.api.queries.rows import numbers
from cairn.api.requests import ApiRequest
from cairn.api.shapes.work import (
    MilestoneIn,
    MilestoneList,
    MilestonePatch,
    MilestoneWritten,
    TaskIn,
    TaskPage,
    TaskPatch,
    TaskWritten,
)
from cairn.core import clock
from cairn.core.transactions import action
from cairn.goals.models import Goal
from cairn.work import actions
from cairn.work.models import Milestone, Task

router = Router(tags=["Tasks"])
_MAY_BE_NULL = {"owner", "due", "before", "after"}


@router.get("/goals/{goal_id}/tasks", response=TaskPage, summary="The tasks of a project")
def list_tasks(request: ApiRequest, response: HttpResponse, goal_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    """In the order in which they were made."""
    found, following = by_id(Task.objects.standing().filter(goal=goal_seen(request, goal_id)), paging)
    return page(request, response, [task_shown(row) for row in found], following)


@router.post("/goals/{goal_id}/tasks", response={201: TaskWritten}, auth=writing_okrs, summary="Add a task")
def add_task(request: ApiRequest, goal_id: UUID, body: TaskIn) -> Status[dict[str, Any]]:
    """The first task of an untouched project makes it count its tasks."""
    goal = goal_seen(request, goal_id)
    wanted = actions.NewTask(body.name, body.owner, body.due, body.status, body.description)
    (row,) = actions.add_tasks(goal, [wanted], by=request.actor)
    return Status(201, _task(request, row))


@router.patch("/tasks/{task_id}", response=TaskWritten, auth=writing_okrs, summary="Change a task")
def edit_task(request: ApiRequest, task_id: UUID, body: TaskPatch) -> dict[str, Any]:
    """Who only owns a task may change its status and its place."""
    row, sent = _seen(request, task_id), body.model_fields_set
    _refuse_nulls(body, sent)
    changes: Any = {name: getattr(body, name) for name in ("name", "owner", "due", "description") if name in sent}
    _write(request, row, changes, body)
    return _task(request, Task.objects.get(pk=row.pk))


@action
def _write(request: ApiRequest, row: Task, changes: Any, body: TaskPatch) -> None:
    if changes:
        actions.edit_task(row, changes, by=request.actor)
    if body.status or body.before or body.after:
        actions.move_task(row, by=request.actor, status=body.status, before=body.before, after=body.after)


@router.delete("/tasks/{task_id}", response=TaskWritten, auth=writing_okrs, summary="Remove a task")
def remove_task(request: ApiRequest, task_id: UUID) -> dict[str, Any]:
    """It no longer counts."""
    row = _seen(request, task_id)
    actions.remove_task(row, by=request.actor)
    return _task(request, row)


@router.get("/goals/{goal_id}/milestones", response=MilestoneList, summary="The milestones of a project")
def list_milestones(request: ApiRequest, goal_id: UUID) -> dict[str, Any]:
    """By their days."""
    rows = Milestone.objects.standing().filter(goal=goal_seen(request, goal_id)).in_order()
    return {"items": [milestone_shown(row) for row in rows]}


@router.post(
    "/goals/{goal_id}/milestones", response={201: MilestoneWritten}, auth=writing_okrs, summary="Add a milestone"
)
def add_milestone(request: ApiRequest, goal_id: UUID, body: MilestoneIn) -> Status[dict[str, Any]]:
    """Without a weight it weighs 1."""
    goal = goal_seen(request, goal_id)
    weight = Decimal(1) if body.weight is None else body.weight
    row = actions.add_milestone(goal, by=request.actor, name=body.name, due=body.due, weight=weight)
    return Status(201, _milestone(request, row))


@router.patch(
    "/milestones/{milestone_id}", response=MilestoneWritten, auth=writing_okrs, summary="Change a milestone"
)
def edit_milestone(request: ApiRequest, milestone_id: UUID, body: MilestonePatch) -> dict[str, Any]:
    """`reached` says that it is reached, or takes that back."""
    row, sent = _milestone_seen(request, milestone_id), body.model_fields_set
    _refuse_nulls(body, sent)
    if sent & {"name", "due", "weight"}:
        actions.edit_milestone(
            row,
            by=request.actor,
            name=row.name if body.name is None else body.name,
            due=body.due if "due" in sent else row.due,
            weight=row.weight if body.weight is None else body.weight,
        )
    if body.reached is not None:
        actions.reach_milestone(row, by=request.actor, reached=body.reached)
    return _milestone(request, Milestone.objects.get(pk=row.pk))


@router.delete(
    "/milestones/{milestone_id}", response=MilestoneWritten, auth=writing_okrs, summary="Remove a milestone"
)
def remove_milestone(request: ApiRequest, milestone_id: UUID) -> dict[str, Any]:
    """It no longer counts."""
    row = _milestone_seen(request, milestone_id)
    actions.remove_milestone(row, by=request.actor)
    return _milestone(request, row)


def _refuse_nulls(body: Any, sent: set[str]) -> None:
    for name in sorted(sent - _MAY_BE_NULL):
        if getattr(body, name) is None:
            raise refused(name, _("This cannot be empty. Leave it out to keep it as it is."))


def _seen(request: ApiRequest, task_id: UUID) -> Task:
    row: Task | None = Task.objects.visible_to(request.actor).filter(pk=task_id).first()
    if row is None:
        raise not_found()
    return row


def _milestone_seen(request: ApiRequest, milestone_id: UUID) -> Milestone:
    row: Milestone | None = Milestone.objects.visible_to(request.actor).filter(pk=milestone_id).first()
    if row is None:
        raise not_found()
    return row


def task_shown(row: Task) -> dict[str, Any]:
    """In the shape of TaskOut."""
    named = ("id", "name", "description", "due", "status", "created_at", "done_at")
    return {"goal": row.goal_id, "owner": row.owner_id, **{name: getattr(row, name) for name in named}}


def milestone_shown(row: Milestone) -> dict[str, Any]:
    """In the shape of MilestoneOut."""
    named = ("id", "name", "due", "weight", "reached_at")
    return {"goal": row.goal_id, **{name: getattr(row, name) for name in named}}


def _task(request: ApiRequest, row: Task) -> dict[str, Any]:
    return {"task": task_shown(row), "goal": _numbers(request, row.goal_id)}


def _milestone(request: ApiRequest, row: Milestone) -> dict[str, Any]:
    return {"milestone": milestone_shown(row), "goal": _numbers(request, row.goal_id)}


def _numbers(request: ApiRequest, goal_id: UUID) -> dict[str, Any]:
    zone = request.organization.time_zone
    return numbers(Goal.objects.get(pk=goal_id), clock.today(zone), zone)
