"""Asking whoever checks in on a goal to do so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cairn.goals import actions, policies
from cairn.goals.actions.nudge import why_not
from cairn.goals.policies import Act
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import refusals


class NudgeForm(forms.Form):
    """A few words to go with it."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the person you ask reads this."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nudges(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The panel with a note; posting it sends the reminder."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.COMMENT, goal)
    form = NudgeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals(form):
            row = actions.nudge(goal, by=request.actor, **form.cleaned_data)
            return done(request, goal, _("%(name)s was asked to check in.") % {"name": row.to.name})
    context: dict[str, Any] = {"form": form, "objection": why_not(goal, by=request.actor)}
    return panel(request, "goals/_nudge.html", goal, context, status=422 if form.errors else 200)
