"""The Projects tab of the organisation, a team and a person (spec okrs §11.1, §11.5)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.core.numbers import in_address
from cairn.goals import policies
from cairn.goals.models import Entity, GoalKind
from cairn.goals.queries.heads import person_head, team_head
from cairn.goals.queries.tree import Place
from cairn.goals.recompute import settings_row
from cairn.goals.views.showing import today
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.planning.queries import period_picker
from cairn.ui.additions import Subject
from cairn.ui.links import org_url
from cairn.work.queries.projects import projects


@require_safe
def company(request: Request) -> HttpResponse:
    """The projects of the organisation."""
    return _page(request, Place(Entity.ORGANIZATION), request.organization.name)


@require_safe
def team(request: Request, team_id: UUID) -> HttpResponse:
    """The projects of a team."""
    head = team_head(team_id)
    if head is None:
        raise Http404
    return _page(request, Place(Entity.TEAM, team_id), head.team.name, head=head)


@require_safe
def person(request: Request, member_id: UUID) -> HttpResponse:
    """The projects of a person."""
    head = person_head(member_id)
    if head is None:
        raise Http404
    return _page(request, Place(Entity.INDIVIDUAL, member_id), head.member.name, head=head)


def _page(request: Request, place: Place, name: str, **more: Any) -> HttpResponse:
    settings = settings_row()
    policies.demand_projects(request.actor, settings)
    day = today(request)
    picker = period_picker(request.organization, request.GET.getlist("period"), day)
    period_ids = [period.pk for period in picker.chosen]
    team_ids = [place.id] if place.entity == Entity.TEAM and place.id else []
    may_create = policies.can_create(request.actor, place.entity, team_ids, settings)
    page = in_address(request.GET.get("page", ""), 1, digits=4)
    context = {
        "name": name,
        "place": place,
        "picker": picker,
        "subject": Subject(place.entity.value, place.id, period_ids[0] if len(period_ids) == 1 else None),
        "projects": projects(place, period_ids, request.actor, day, max(page, 1)),
        "create_url": _create_url(request, place, period_ids) if may_create else "",
        **more,
    }
    return render(request, "work/projects.html", context)


def _create_url(request: Request, place: Place, period_ids: list[UUID]) -> str:
    """The form of a new project on this page, in its period where there is one."""
    about: dict[str, Any] = {"kind": GoalKind.PROJECT.value, "entity": place.entity.value}
    if place.id:
        about["team" if place.entity == Entity.TEAM else "owner"] = place.id
    if len(period_ids) == 1:
        about["period"] = period_ids[0]
    return f"{org_url(request.organization, 'goals:new')}?{urlencode(about)}"
