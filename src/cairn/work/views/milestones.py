"""The milestones of a project: adding, changing, reaching, removing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.htmx import go, verb
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import refusals
from cairn.ui.links import org_url
from cairn.work import actions, policies
from cairn.work.forms.tasks import MilestoneForm
from cairn.work.models import Milestone
from cairn.work.views.showing import project_or_404, shown, written


@require_http_methods(["GET", "HEAD", "POST"])
def milestones(request: Request, goal_id: UUID) -> HttpResponse:
    """The same page as the tasks; POST adds a milestone."""
    goal = project_or_404(request, goal_id)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            actions.add_milestone(goal, by=request.actor, **form.arguments())
            return written(request, goal)
    return shown(request, goal, milestone_form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: Request, milestone_id: UUID) -> HttpResponse:
    """A milestone, to change."""
    row = _seen(request, milestone_id)
    goal = found(request, row.goal_id)
    policies.demand_plan(request.actor, goal)
    form = MilestoneForm.of(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            actions.edit_milestone(row, by=request.actor, **form.arguments())
            board = org_url(request.organization, "work:tasks", goal_id=row.goal_id)
            return done(request, goal, _("Saved.")) if request.htmx else go(request, board)
    status = 422 if form.errors else 200
    return panel(request, "work/_milestone_form.html", goal, {"form": form, "milestone": row}, status=status)


@require_http_methods(["POST", "DELETE"])
def reached(request: Request, milestone_id: UUID) -> HttpResponse:
    """POST says it is reached, DELETE (or POST with _method=delete) that it is not."""
    row = _seen(request, milestone_id)
    actions.reach_milestone(row, by=request.actor, reached=verb(request) != "DELETE")
    return written(request, found(request, row.goal_id))


@require_POST
def deletion(request: Request, milestone_id: UUID) -> HttpResponse:
    """Removes the milestone."""
    row = _seen(request, milestone_id)
    actions.remove_milestone(row, by=request.actor)
    return done(request, found(request, row.goal_id), _("Removed “%(name)s”.") % {"name": row.name})


def _seen(request: Request, milestone_id: UUID) -> Milestone:
    row: Milestone = get_object_or_404(Milestone.objects.visible_to(request.actor), pk=milestone_id)
    return row
