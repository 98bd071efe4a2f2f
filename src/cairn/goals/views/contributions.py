"""What contributes to a goal, and how much."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.goals import actions, policies
from cairn.goals.forms.alignment import ContributionsForm
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.queries.contributions import Contributions, contributions_of
from cairn.goals.views.showing import done, found, may_add_below, panel
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST"])
def contributions(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Shows every child with its share; fixes and frees shares."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.SET_CONTRIBUTIONS, goal)
    shares = contributions_of(goal, request.actor)
    form = ContributionsForm(shares, request.POST if request.method == "POST" else None)
    if not form.is_bound or form.is_only_shown or not form.is_valid():
        return _shown(request, goal, shares, form)
    new_contribute = form.cleaned_data["new_contribute"]
    try:
        actions.set_contributions(goal, form.wanted(), by=request.actor, new_contribute=new_contribute)
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)
        return _shown(request, goal, shares, form)
    return done(request, goal, _("Contributions are set."))


def _shown(request: OrganizationRequest, goal: Goal, shares: Contributions, form: ContributionsForm) -> HttpResponse:
    lines = [
        (share, None, None) if share.is_hidden else (share, form[str(share.id)], form[f"weight_{share.id}"])
        for share in shares.shares
    ]
    context: dict[str, Any] = {"form": form, "lines": lines, "shares": shares}
    if not lines:
        context["may_add"] = may_add_below(request.actor, goal)
    return panel(request, "goals/_contributions.html", goal, context, status=422 if form.errors else 200)
