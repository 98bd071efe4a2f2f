"""The page “OKR quality” of the organisation, a team and a person, and the rules behind it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.coach import actions, policies
from cairn.coach.lint.catalogue import BY_ID
from cairn.coach.queries.quality import quality_of
from cairn.coach.queries.rules import rules_page
from cairn.core import clock
from cairn.core.htmx import go
from cairn.core.numbers import in_address
from cairn.goals.models import Entity
from cairn.goals.queries.filters import address
from cairn.goals.queries.tree import Place
from cairn.organizations.models import Member, Team
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.queries import period_picker
from cairn.ui.additions import Subject
from cairn.ui.links import org_url


@require_safe
def quality(request: OrganizationRequest) -> HttpResponse:
    """The organisation's objectives; with ?scope=all everybody's."""
    place = None if request.GET.get("scope") == "all" else Place(Entity.ORGANIZATION)
    return _quality(request, place, request.organization.name, Subject("organization"))


@require_safe
def team_quality(request: OrganizationRequest, team_id: UUID) -> HttpResponse:
    """A team's objectives."""
    team = get_object_or_404(Team, pk=team_id)
    return _quality(request, Place(Entity.TEAM, team.pk), team.name, Subject("team", team.pk))


@require_safe
def person_quality(request: OrganizationRequest, member_id: UUID) -> HttpResponse:
    """The objectives somebody owns."""
    member = get_object_or_404(Member, pk=member_id)
    return _quality(request, Place(Entity.INDIVIDUAL, member.pk), member.name, Subject("individual", member.pk))


def _quality(request: OrganizationRequest, place: Place | None, name: str, subject: Subject) -> HttpResponse:
    day = clock.today(request.organization.time_zone)
    picker = period_picker(request.organization, request.GET.getlist("period"), day)
    rule = request.GET.get("rule", "")
    page = quality_of(
        place, picker.chosen_ids, request.actor, request.organization, day,
        rule=rule if rule in BY_ID else "", page=_page(request.GET.get("page", "")),
    )  # fmt: skip
    here = request.GET
    context = {
        "page": page, "picker": picker, "name": name, "subject": subject, "everybody": place is None, "rule": rule,
        "keep": [(key, here[key]) for key in ("rule", "scope") if key in here],
        "without_rule": address(here, rule=None, page=None),
        "following": address(here, page=str(page.page + 1)),
        "everybody_url": address(here, scope="all", page=None),
        "own_url": address(here, scope=None, page=None),
    }  # fmt: skip
    return render(request, "coach/quality.html", context)


def _page(text: str) -> int:
    return max(in_address(text, 1, digits=5), 1)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: OrganizationRequest) -> HttpResponse:
    """Every rule with its reason and examples; admins switch rules off here."""
    if request.method == "POST":
        on = set(request.POST.getlist("on"))
        actions.set_rules(off=BY_ID.keys() - on, required=request.POST.getlist("required"), by=request.actor)
        messages.success(request, _("Saved."))
        return go(request, org_url(request.organization, "coach:rules"))
    context = {"groups": rules_page(), "may_manage": policies.can_set_rules(request.actor)}
    return render(request, "coach/rules.html", context)
