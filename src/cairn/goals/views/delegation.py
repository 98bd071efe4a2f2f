"""Delegating a goal, and taking it back (spec okrs §13.2)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.core.htmx import verb
from cairn.goals import actions, policies
from cairn.goals.actions.delegate import shared_key_results
from cairn.goals.forms.delegation import DelegationForm
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.views.choosing import fill_all
from cairn.goals.views.showing import done, found, panel
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def delegation(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Asks whom, until when, and for what below it. DELETE takes it back."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    if verb(request) == "DELETE":
        actions.delegate(goal, None, by=request.actor, with_key_results=True)
        return done(request, goal, _("It is not delegated any more."))
    shared = shared_key_results(goal, request.actor)
    form = DelegationForm(goal, len(shared), request.POST if request.method == "POST" else None)
    fill_all(request, form)
    if not form.is_bound or form.is_looking or not form.is_valid():
        return _shown(request, goal, form)
    return _delegated(request, goal, form)


def _delegated(request: OrganizationRequest, goal: Goal, form: DelegationForm) -> HttpResponse:
    given = form.cleaned_data
    if given["delegate"] is None:
        form.add_error("delegate", _("Choose somebody."))
        return _shown(request, goal, form)
    below = bool(given.get("with_key_results"))
    try:
        actions.delegate(
            goal, given["delegate"], by=request.actor, until=given["delegated_until"], with_key_results=below
        )
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)
        return _shown(request, goal, form)
    return done(request, goal, _("Delegated."))


def _shown(request: OrganizationRequest, goal: Goal, form: DelegationForm) -> HttpResponse:
    return panel(request, "goals/_delegation.html", goal, {"form": form}, status=422 if form.errors else 200)
