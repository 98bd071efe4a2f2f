"""Closing and postponing, reopening (spec okrs §9, §10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.errors import Refused
from cairn.goals import actions, policies
from cairn.goals.actions import Ended
from cairn.goals.forms.ending import EndingForm
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.queries.ending import ending_panel
from cairn.goals.views.showing import done, found, here, panel, today
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def closure(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """GET asks how it ends, POST ends it, DELETE (or POST with _method=delete) reopens it."""
    goal = found(request, goal_id)
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        reopened = actions.reopen(goal, by=request.actor)
        return done(request, goal, _reopened(reopened))
    if not goal.is_open and request.method != "POST":
        policies.demand(request.actor, Act.END, goal)
        return panel(request, "goals/_reopening.html", goal, {})
    return _ending(request, goal, "")


@require_http_methods(["GET", "HEAD", "POST"])
def postponement(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The same panel, with postponing chosen."""
    return _ending(request, found(request, goal_id), "postponed")


def _ending(request: OrganizationRequest, goal: Goal, ending: str) -> HttpResponse:
    policies.demand(request.actor, Act.END, goal)
    about = ending_panel(goal, request.actor, today(request))
    form = EndingForm(goal, about, ending or about.preset, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            end = actions.postpone if form.postpones else actions.close
            ended = end(goal, by=request.actor, **form.arguments())
        except Refused as error:
            _say(form, error)
        else:
            undo = f"{here(request, goal)}/closure"
            return done(request, goal, _told(ended, form.postpones), undo=undo, method="delete")
    status = 422 if form.is_bound else 200
    return panel(request, "goals/_ending_form.html", goal, {"form": form, "about": about}, status=status)


def _say(form: EndingForm, error: Refused) -> None:
    field = {"reason": "note"}.get(error.field or "", error.field)
    form.add_error(field if field in form.fields else None, error.sentence)


def _told(ended: Ended, postponed: bool) -> str:
    names: dict[str, Any] = {"title": ended.goal.title}
    words = _("“%(title)s” is postponed.") if postponed else _("“%(title)s” is closed.")
    if ended.copy is not None:
        names["period"] = ended.copy.period.name
        words += " " + _("It goes on in %(period)s.")
    return words % names


def _reopened(ended: Ended) -> str:
    return _("“%(title)s” is open again.") % {"title": ended.goal.title}


@require_POST
def roll_up(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Gives a number that was set by hand back to its roll-up."""
    goal = found(request, goal_id)
    actions.resume_roll_up(goal, by=request.actor)
    return done(request, goal, _("The number comes from what stands below again."))
