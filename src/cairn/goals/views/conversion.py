"""Turning one kind of goal into another (spec okrs §11.6)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.goals import actions, policies
from cairn.goals.actions.convert import ways_on
from cairn.goals.policies import Act
from cairn.goals.recompute import settings_row
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST"])
def conversion(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """GET tells what it can become and why not, POST makes it that (`kind`)."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    problem = ""
    if request.method == "POST":
        try:
            actions.convert(goal, request.POST.get("kind", ""), by=request.actor)
            return done(request, goal, _("Done. Its history, progress and status went along."))
        except Refused as error:
            problem = error.sentence
    context = {"ways": ways_on(goal, request.actor, settings_row()), "problem": problem}
    return panel(request, "goals/_conversion.html", goal, context, status=422 if problem else 200)
