"""The pages of the organisation, of a team and of a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.core.htmx import is_fragment
from cairn.goals.models import Entity
from cairn.goals.queries.entities import entity_page
from cairn.goals.queries.heads import PersonHead, TeamHead, person_head, team_head
from cairn.goals.queries.heads import team_people as people_of
from cairn.goals.queries.moments import change_in_a_week
from cairn.goals.queries.tree import Place
from cairn.goals.views.showing import moment_of
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.models import Period
from cairn.planning.queries import period_picker
from cairn.ui.additions import Subject, additions
from cairn.ui.links import org_url

_DROPPED = {"period", "page", "part", "open"}  # what another period does not keep of the address
_PARTS = {"strip": "goals/_strip.html", "names": "goals/_filter_names.html", "change": "goals/_strip_change.html"}


@require_safe
def home(request: OrganizationRequest) -> HttpResponse:
    """Where one lands: one's own OKRs (spec okrs §8.2)."""
    return HttpResponseRedirect(org_url(request.organization, "goals:me"))


@require_safe
def me(request: OrganizationRequest) -> HttpResponse:
    """My own page, under an address that is the same for everybody."""
    return HttpResponseRedirect(org_url(request.organization, "goals:person", member_id=request.actor.member_id))


@require_safe
def company(request: OrganizationRequest) -> HttpResponse:
    """The OKRs of the organisation."""
    return _entity(request, Place(Entity.ORGANIZATION), "goals/company.html")


@require_safe
def team(request: OrganizationRequest, team_id: UUID) -> HttpResponse:
    """The OKRs of a team."""
    return _entity(request, Place(Entity.TEAM, team_id), "goals/team.html", head=_team_or_404(team_id))


@require_safe
def team_people(request: OrganizationRequest, team_id: UUID) -> HttpResponse:
    """Who is in a team, and the teams below it."""
    head = _team_or_404(team_id)
    context = {"head": head, "people": people_of(head.team), "subject": Subject(Entity.TEAM.value, team_id)}
    return render(request, "goals/team_people.html", context)


def _team_or_404(team_id: UUID) -> TeamHead:
    head = team_head(team_id)
    if head is None:
        raise Http404
    return head


@require_safe
def person(request: OrganizationRequest, member_id: UUID) -> HttpResponse:
    """The OKRs somebody owns."""
    head = person_head(member_id)
    if head is None:
        raise Http404
    return _entity(request, Place(Entity.INDIVIDUAL, member_id), "goals/person.html", head=head)


def _entity(request: OrganizationRequest, place: Place, template: str, **more: Any) -> HttpResponse:
    """A whole page, or for htmx the part of it that the address names."""
    moment = moment_of(request)
    picker = period_picker(request.organization, request.GET.getlist("period"), moment.day)
    page = entity_page(place, picker.chosen, request.actor, request.GET, moment)
    kept = [(name, value) for name, values in request.GET.lists() if name not in _DROPPED for value in values]
    subject = _subject(place, page.period, more.get("head"))
    request.goal_settings = page.settings  # type: ignore[attr-defined]  # what additions to the page may ask
    context = {"page": page, "picker": picker, "keep": kept, "subject": subject, **more}
    part = _PARTS.get(request.GET.get("part", "")) if is_fragment(request) else None
    if request.GET.get("part") == "change" and part:
        context["change"] = change_in_a_week(place, picker.chosen_ids, request.actor, moment, page.summary)
    if part:
        context |= {"summary": page.summary, "strip_url": page.strip_url, "filter_menu": page.filter_menu}
    else:
        context["sections"] = additions(request, "entity_sections", subject)
    return render(request, part or template, context)


def _subject(place: Place, period: Period | None, head: TeamHead | PersonHead | None) -> Subject:
    manager = head.manager if isinstance(head, PersonHead) else None
    return Subject(
        place.entity.value,
        place.id,
        period_id=period.pk if period else None,
        period_end=period.end if period else None,
        manager_id=manager.pk if manager else None,
    )
