"""Changing where a goal's number comes from, from the icon beside its bar and from its menu (spec okrs §5.3)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.goals import actions, policies
from cairn.goals.forms.progress_mode import ProgressModeForm
from cairn.goals.policies import Act
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def progress_mode(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """GET asks, POST changes it; back to what was stopped by hand means that it is resumed."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    form = ProgressModeForm(goal, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        mode = form.cleaned_data["progress_mode"]
        with refusals(form):
            if goal.automatic_mode and mode == goal.automatic_mode:
                actions.resume_roll_up(goal, by=request.actor)
            else:
                actions.edit(goal, {"progress_mode": mode}, by=request.actor)
            return done(request, goal, _("Saved."))
    return panel(request, "goals/_progress_mode.html", goal, {"form": form}, status=422 if form.is_bound else 200)
