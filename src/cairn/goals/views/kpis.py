"""The KPI panel of a page: the tiles, their order, and which panels one goal stands on (spec okrs §8.3)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core.errors import Refused
from cairn.core.htmx import go, is_fragment, verb
from cairn.goals import actions, policies
from cairn.goals.forms.kpis import PanelsForm
from cairn.goals.models import Entity, GoalSettings
from cairn.goals.queries.filters import address, ids_of
from cairn.goals.queries.kpi_panel import kpi_panel, order_of
from cairn.goals.queries.kpi_places import PANELS, panels_of
from cairn.goals.queries.places import Named, named
from cairn.goals.queries.tree import Place
from cairn.goals.recompute import settings_row
from cairn.goals.views.showing import came_from, done, found, moment_of, panel, with_undo
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.queries import period_picker
from cairn.ui.additions import Subject
from cairn.ui.forms import refusals


@require_safe
def company(request: OrganizationRequest) -> HttpResponse:
    """The panel of the organisation."""
    return _panel(request, Place(Entity.ORGANIZATION))


@require_safe
def team(request: OrganizationRequest, team_id: UUID) -> HttpResponse:
    """The panel of a team."""
    return _panel(request, Place(Entity.TEAM, team_id))


@require_safe
def person(request: OrganizationRequest, member_id: UUID) -> HttpResponse:
    """The panel of a person."""
    return _panel(request, Place(Entity.INDIVIDUAL, member_id))


@require_http_methods(["POST", "DELETE"])
def company_tile(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """One tile of the organisation's panel."""
    return _tile(request, Place(Entity.ORGANIZATION), goal_id)


@require_http_methods(["POST", "DELETE"])
def team_tile(request: OrganizationRequest, team_id: UUID, goal_id: UUID) -> HttpResponse:
    """One tile of a team's panel."""
    return _tile(request, Place(Entity.TEAM, team_id), goal_id)


@require_http_methods(["POST", "DELETE"])
def person_tile(request: OrganizationRequest, member_id: UUID, goal_id: UUID) -> HttpResponse:
    """One tile of a person's panel."""
    return _tile(request, Place(Entity.INDIVIDUAL, member_id), goal_id)


def _settings() -> GoalSettings:
    """The organisation's rules. Raises Http404 where the panel is switched off."""
    settings = settings_row()
    if not settings.kpi_panel:
        raise Http404
    return settings


def _named(request: OrganizationRequest, place: Place) -> Named:
    about = named(place, request.organization)
    if about is None:
        raise Http404
    return about


def _panel(request: OrganizationRequest, place: Place) -> HttpResponse:
    """The page, or for htmx the tiles alone."""
    settings, about, moment = _settings(), _named(request, place), moment_of(request)
    picker = period_picker(request.organization, request.GET.getlist("period"), moment.day)
    keep = [("at", moment.at_text)] if moment.at_text else []
    context = {
        "panel": kpi_panel(place, picker.chosen, request.actor, moment, settings),
        "about": about,
        "page_url": about.url(request.organization),
        "panel_url": about.url(request.organization, pages=PANELS),
        "present_url": address(request.GET, at=None),
        "subject": Subject(place.entity.value, place.id),
        "picker": picker,
        "keep": keep,
        "query": request.GET.urlencode(),
    }
    return render(request, "goals/_kpis.html" if is_fragment(request) else "goals/kpis.html", context)


def _tile(request: OrganizationRequest, place: Place, goal_id: UUID) -> HttpResponse:
    """POST puts a goal on the panel, or with before=, after= or move= to another place there; DELETE takes it off."""
    _settings()
    about, goal = _named(request, place), found(request, goal_id)
    here = about.url(request.organization, pages=PANELS)
    if verb(request) == "DELETE":
        actions.take_off_panel(place, goal, by=request.actor)
        messages.success(request, with_undo(request, _("Taken off the panel."), f"{here}/{goal.pk}", ""), "undo")
    elif request.POST.keys() & {"before", "after", "move"}:
        _move(request, place, goal.pk)
        if is_fragment(request):
            return _panel(request, place)
    else:
        actions.put_on_panel(place, goal, by=request.actor)
        messages.success(request, _("On the panel."))
    return go(request, (came_from(request) if is_fragment(request) else "") or f"{here}?{request.GET.urlencode()}")


def _move(request: OrganizationRequest, place: Place, goal_id: UUID) -> None:
    """Raises Refused when it is no tile, or there is no place where it is to go."""
    policies.demand_arrange_kpis(request.actor, place.entity, place.id)
    picker = period_picker(request.organization, request.GET.getlist("period"), moment_of(request).day)
    order = order_of(place, picker.chosen, request.actor)
    if goal_id not in order:
        raise Refused(_("It does not stand on this panel."))
    at = order.index(goal_id)
    order.remove(goal_id)
    before, after = ids_of(request.POST, "before"), ids_of(request.POST, "after")
    if request.POST.get("move") in {"earlier", "later"}:
        at += 1 if request.POST["move"] == "later" else -1
        if not 0 <= at <= len(order):
            raise Refused(_("It is the first already.") if at < 0 else _("It is the last already."))
    elif before and before[0] in order:
        at = order.index(before[0])
    elif after and after[0] in order:
        at = order.index(after[0]) + 1
    else:
        raise Refused(_("There is no such neighbour."))
    actions.arrange_panel(place, [*order[:at], goal_id, *order[at:]], by=request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
def of_goal(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Which of the panels that one administers a goal stands on (spec okrs §8.5, "add to KPI panel")."""
    _settings()
    goal = found(request, goal_id)
    form = PanelsForm(panels_of(goal, request.actor), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals(form):
            for place in form.added:
                actions.put_on_panel(place, goal, by=request.actor)
            for place in form.removed:
                actions.take_off_panel(place, goal, by=request.actor)
            return done(request, goal, _("Saved."))
    return panel(request, "goals/_kpis_of_goal.html", goal, {"form": form}, status=422 if form.errors else 200)
