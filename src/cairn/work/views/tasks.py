"""The tasks of a project: its board and list, adding, editing, moving, removing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.htmx import go, verb
from cairn.core.ids import read_id
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import refusals
from cairn.ui.links import org_url
from cairn.work import actions, policies
from cairn.work.forms.tasks import AddTasksForm, TaskForm
from cairn.work.models import Task
from cairn.work.views.showing import project_or_404, written
from cairn.work.views.showing import shown as shown_work


@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: Request, goal_id: UUID) -> HttpResponse:
    """The board or (?view=list) the list of a project; POST adds tasks, one for each line."""
    goal = project_or_404(request, goal_id)
    form = AddTasksForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            actions.add_tasks(goal, form.wanted(), by=request.actor)
            return written(request, goal)
    return shown_work(request, goal, form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: Request, task_id: UUID) -> HttpResponse:
    """Everything about a task, to change."""
    row = _seen(request, task_id)
    goal = found(request, row.goal_id)
    policies.demand_plan(request.actor, goal)
    form = TaskForm(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            actions.edit_task(row, form.changes(), by=request.actor)
            return done(request, goal, _("Saved.")) if request.htmx else go(request, _board(request, row))
    status = 422 if form.errors else 200
    return panel(request, "work/_task_form.html", goal, {"form": form, "task": row}, status=status)


@require_POST
def place(request: Request, task_id: UUID) -> HttpResponse:
    """Another status (`status`), another place on the board (`before` or `after` a task), or both."""
    row = _seen(request, task_id)
    beside: dict[str, Any] = {side: read_id(request.POST.get(side, "")) for side in ("before", "after")}
    actions.move_task(row, by=request.actor, status=request.POST.get("status") or None, **beside)
    if request.GET.get("from") == "mine":
        return go(request, org_url(request.organization, "work:mine"))
    return written(request, found(request, row.goal_id))


@require_http_methods(["POST", "DELETE"])
def deletion(request: Request, task_id: UUID) -> HttpResponse:
    """POST removes the task, DELETE (or POST with _method=delete) brings it back."""
    row = get_object_or_404(Task, pk=task_id)
    goal = found(request, row.goal_id)
    if verb(request) == "DELETE":
        actions.restore_task(row, by=request.actor)
        return done(request, goal, _("“%(name)s” is back.") % {"name": row.name})
    actions.remove_task(row, by=request.actor)
    undo = org_url(request.organization, "work:task_deletion", task_id=row.pk)
    return done(request, goal, _("Removed “%(name)s”.") % {"name": row.name}, undo=undo, method="delete")


def _seen(request: Request, task_id: UUID) -> Task:
    row: Task = get_object_or_404(Task.objects.visible_to(request.actor).select_related("owner"), pk=task_id)
    return row


def _board(request: Request, row: Task) -> str:
    return org_url(request.organization, "work:tasks", goal_id=row.goal_id)
