"""The pages of exports: the form, one export with its file, and my files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core import clock
from cairn.core.htmx import go
from cairn.core.models import Run
from cairn.goals.models import Entity
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.places import Named, named
from cairn.goals.queries.tree import Place
from cairn.integrations.exports import actions, policies
from cairn.integrations.exports.files import answer_with, is_there
from cairn.integrations.exports.forms import ExportForm
from cairn.integrations.exports.order import HABIT, KEPT_FOR, Order
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.queries import period_picker
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url

MOST_SHOWN = 50


@require_safe
def exports(request: OrganizationRequest) -> HttpResponse:
    """My files of the last week."""
    runs = policies.own_exports(request.actor).order_by("-created_at")[:MOST_SHOWN]
    return render(
        request,
        "exports/exports.html",
        {"runs": runs, "days": KEPT_FOR.days, "may_export": policies.can_export(request.actor)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OrganizationRequest) -> HttpResponse:
    """Asks how; ?entity=&id=&period= and the filters of the list say what."""
    policies.demand_export(request.actor)
    about = _page(request)
    day = clock.today(request.organization.time_zone)
    picker = period_picker(request.organization, request.GET.getlist("period"), day)
    habit = request.actor.member.preferences.get(HABIT, {}) if request.actor.member else {}
    form = ExportForm.of(habit, request.POST if request.method == "POST" else None)
    if form.is_valid():
        place = about.place
        order = Order(
            entity=place.entity.value,
            holder=str(place.id) if place.id else "",
            periods=tuple(str(period_id) for period_id in picker.chosen_ids),
            query=request.GET.urlencode(),
            **{**form.cleaned_data, "columns": tuple(form.cleaned_data["columns"])},
        )
        with refusals(form):
            run = actions.begin_export(order, by=request.actor)
            return go(request, org_url(request.organization, "exports:export", run_id=run.pk))
    context = {"about": about, "page_url": about.url(request.organization), "picker": picker}
    return form_page(request, "exports/new.html", context, form=form)


def _page(request: OrganizationRequest) -> Named:
    entity, ids = request.GET.get("entity", Entity.ORGANIZATION.value), ids_of(request.GET, "id")
    if entity not in Entity.values or (entity != Entity.ORGANIZATION and not ids):
        raise Http404
    place = Place(Entity(entity), ids[0] if entity != Entity.ORGANIZATION else None)
    found = named(place, request.organization)
    if found is None:
        raise Http404
    return found


@require_safe
def export(request: OrganizationRequest, run_id: UUID) -> HttpResponse:
    """How far it is, or the file."""
    run = _own(request, run_id)
    is_working = run.state in (Run.State.WAITING, Run.State.RUNNING)
    until = run.created_at + KEPT_FOR
    return render(request, "exports/export.html", {"run": run, "is_working": is_working, "until": until})


@require_safe
def file(request: OrganizationRequest, run_id: UUID) -> HttpResponseBase:
    """The file itself: for the person who asked for it, and for a week."""
    run = _own(request, run_id)
    if not is_there(run):
        raise Http404(_("This file is not here any more."))
    return answer_with(run)


def _own(request: OrganizationRequest, run_id: UUID) -> Run:
    found: Run = get_object_or_404(policies.own_exports(request.actor), pk=run_id)
    return found
