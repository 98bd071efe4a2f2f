"""How the pages of a project's work are shown, whole and as what htmx swaps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Nowhere
from cairn.core.htmx import go, is_fragment
from cairn.goals.models import Goal, GoalKind
from cairn.goals.queries.goal_page import goal_page
from cairn.goals.views.showing import came_from, found, here, today
from cairn.goals.why import box
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.organizations.terminology import worded
from cairn.ui.links import org_url
from cairn.work.forms.tasks import AddTasksForm, MilestoneForm
from cairn.work.queries.project import work_of

_SORTS = [("order", gettext_lazy("Name")), ("owner", gettext_lazy("Who")), ("due", gettext_lazy("Due"))]


def project_or_404(request: Request, goal_id: UUID) -> Goal:
    """The project, relations loaded. Raises Nowhere for what is none, and Http404 for what is hidden."""
    goal = found(request, goal_id)
    if goal.kind != GoalKind.PROJECT:
        raise Nowhere(worded(_("Tasks and milestones belong to {projects}, and “%s” is none.")) % goal.title)
    return goal


def shown(request: Request, goal: Goal, *, status: int = 200, **more: Any) -> HttpResponse:
    """The work of a project: a page, or for htmx the part of it that stands on two pages."""
    work = work_of(
        goal, request.actor, today(request), view=request.GET.get("view", ""), sort=request.GET.get("sort", "")
    )
    board = org_url(request.organization, "work:tasks", goal_id=goal.pk)
    is_whole = not is_fragment(request) or came_from(request).partition("?")[0] == board
    context = {"goal": goal, "work": work, "here": here(request, goal), "is_whole": is_whole, **_forms(), **more}
    if not is_fragment(request):
        return render(request, "work/tasks.html", context, status=status)
    if request.method != "GET" and came_from(request).partition("?")[0] == here(request, goal):
        context |= _numbers(request, goal)
    return render(request, "work/_work.html", context, status=status)


def _forms() -> dict[str, Any]:
    return {"form": AddTasksForm(), "milestone_form": MilestoneForm(), "sorts": _SORTS}


def _numbers(request: Request, goal: Goal) -> dict[str, Any]:
    """What the goal's page shows of its number, which has moved."""
    page = goal_page(goal, request.actor, today(request))
    return {"page": page, "row": page.row, "box": box(page.why)}


def written(request: Request, goal: Goal) -> HttpResponse:
    """After a write: the work anew for htmx, else back to the project's board."""
    if is_fragment(request):
        return shown(request, found(request, goal.pk))
    query = request.META.get("QUERY_STRING", "")
    address = org_url(request.organization, "work:tasks", goal_id=goal.pk)
    return go(request, f"{address}?{query}" if query else address)
