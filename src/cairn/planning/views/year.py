"""The planning year: its page, one step, and mission, vision and values."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core import clock
from cairn.core.htmx import go
from cairn.organizations.policies import can_manage_organization, demand_manage_organization
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.organizations.terminology import worded
from cairn.planning import actions
from cairn.planning.forms_year import DirectionForm, LeadForm, StepForm
from cairn.planning.models import Direction, Period, PeriodKind
from cairn.planning.policies import demand_do_step
from cairn.planning.year import BY_KEY
from cairn.planning.year_page import step_line, year_page, year_to_plan
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_safe
def planning(request: Request) -> HttpResponse:
    """The year that is being planned."""
    day = clock.today(request.organization.time_zone)
    period = year_to_plan(day)
    if period is None:
        return render(request, "planning/no_year.html", {"may_manage": can_manage_organization(request.actor)})
    return _year(request, period)


@require_safe
def year(request: Request, period_id: UUID) -> HttpResponse:
    """A chosen year."""
    return _year(request, get_object_or_404(Period, pk=period_id, kind=PeriodKind.YEAR))


def _year(request: Request, period: Period) -> HttpResponse:
    page = year_page(period, request.actor, clock.today(request.organization.time_zone))
    return render(request, "planning/year.html", {"page": page, "lead_form": LeadForm(initial={"weeks": page.lead})})


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, period_id: UUID, step: str) -> HttpResponse:
    """One step: read by everybody, done by whom it falls to."""
    period = get_object_or_404(Period, pk=period_id)
    found = BY_KEY.get(step)
    if found is None or period.kind != PeriodKind.YEAR:
        raise Http404
    line = step_line(period, found, request.actor, clock.today(request.organization.time_zone))
    form = StepForm.of(line, request.POST if request.method == "POST" else None, request.actor)
    if form.is_bound:
        demand_do_step(request.actor, found, line.row)
    if form.is_bound and form.is_valid():
        with refusals(form):
            actions.change_step(period, step, by=request.actor, **form.wanted())
            messages.success(request, _("Saved."))
            return go(request, org_url(request.organization, "planning:year", period_id=period.pk))
    return form_page(request, "planning/step.html", {"line": line, "period": period}, form=form)


@require_POST
def lead(request: Request) -> HttpResponse:
    """How early planning begins."""
    demand_manage_organization(request.actor)
    form = LeadForm(request.POST)
    if form.is_valid():
        actions.set_lead(int(form.cleaned_data["weeks"]), by=request.actor)
        messages.success(request, _("Saved. What lies before the year has moved."))
    return go(request, org_url(request.organization, "planning:planning"))


@require_http_methods(["GET", "HEAD", "POST"])
def direction(request: Request) -> HttpResponse:
    """Mission, vision and values, to change."""
    demand_manage_organization(request.actor)
    form = DirectionForm.of(Direction.objects.first() or Direction(), request.POST or None)
    if form.is_valid():
        with refusals(form):
            given = form.cleaned_data
            actions.set_direction(
                mission=given["mission"], vision=given["vision"], values_=given["values"], by=request.actor
            )
            messages.success(request, worded(_("Saved. It stands above the company's {okrs}.")))
            return go(request, org_url(request.organization, "planning:planning"))
    return form_page(request, "planning/direction.html", {}, form=form)
