"""Periods: the list, adding, editing, deleting, and which one is current."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cairn.core.htmx import go, verb
from cairn.organizations.policies import demand_manage_organization
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.planning import actions, usage
from cairn.planning.forms import PeriodForm, SeasonForm
from cairn.planning.models import Period
from cairn.planning.queries import periods_page, season_now
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_GET
def periods(request: Request) -> HttpResponse:
    """All periods, grouped as in the picker."""
    return render(request, "planning/periods.html", {"page": periods_page(request.actor, request.organization)})


@require_http_methods(["GET", "POST"])
def period_new(request: Request) -> HttpResponse:
    """Add a period."""
    demand_manage_organization(request.actor)
    form = PeriodForm(request.POST or None)
    if form.is_valid():
        with refusals(form):
            period = actions.add_period(by=request.actor, **form.cleaned_data)
            return _done(request, _("The period %(name)s is there.") % {"name": period.name})
    return form_page(request, "planning/period_new.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def period_edit(request: Request, period_id: UUID) -> HttpResponse:
    """Change a period; what has exactly its dates moves along once that is confirmed."""
    demand_manage_organization(request.actor)
    period = get_object_or_404(Period, pk=period_id)
    following = usage.count_following(period)
    form = PeriodForm.of(period, request.POST or None, asks_to_move=bool(following))
    if form.is_valid():
        with refusals(form):
            actions.edit_period(period, by=request.actor, **form.cleaned_data)
            return _done(request, _("Saved."))
    context = {"period": period, "following": following, "used": usage.count(period)}
    return form_page(request, "planning/period_edit.html", context, form=form)


@require_http_methods(["GET", "POST"])
def period_deletion(request: Request, period_id: UUID) -> HttpResponse:
    """Asks whether it is meant, then deletes a period in which nothing lies."""
    demand_manage_organization(request.actor)
    period = get_object_or_404(Period, pk=period_id)
    if request.method == "POST":
        actions.delete_period(period, by=request.actor)
        return _done(request, _("The period %(name)s was deleted.") % {"name": period.name})
    return render(request, "planning/period_deletion.html", {"period": period, "used": usage.count(period)})


@require_http_methods(["POST"])
def following(request: Request, period_id: UUID) -> HttpResponse:
    """Makes the period after this one, and leads back to where it was missing."""
    period = get_object_or_404(Period, pk=period_id)
    made = actions.add_following(period, by=request.actor)
    messages.success(request, _("The period %(name)s is there.") % {"name": made.name})
    back = request.POST.get("back", "")
    is_ours = back.startswith(f"/o/{request.organization.slug}/") and "\\" not in back
    return go(request, back if is_ours else org_url(request.organization, "planning:periods"))


@require_http_methods(["POST", "DELETE"])
def pin(request: Request, period_id: UUID) -> HttpResponse:
    """POST makes the period the current one until further notice, DELETE lets the calendar decide again."""
    period = get_object_or_404(Period, pk=period_id)
    if verb(request) == "DELETE":
        actions.unpin_period(by=request.actor)
        return _done(request, _("The current period follows the calendar again."))
    actions.pin_period(period, by=request.actor)
    return _done(request, _("%(name)s is the current period for everybody.") % {"name": period.name})


@require_http_methods(["GET", "POST"])
def season(request: Request) -> HttpResponse:
    """When the planning year begins."""
    demand_manage_organization(request.actor)
    form = SeasonForm.of(season_now(), request.POST or None)
    if form.is_valid():
        with refusals(form):
            actions.change_season(by=request.actor, **form.cleaned_data)
            return _done(request, _("Saved."))
    return form_page(request, "planning/season.html", {}, form=form)


def _done(request: Request, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return go(request, org_url(request.organization, "planning:periods"))
