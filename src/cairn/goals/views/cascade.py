"""How an objective goes on in the teams: by objectives of their own, or by handing a key result over."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Denied, Refused
from cairn.core.htmx import go
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.queries.cascade import cascade_of, may_stand_below
from cairn.goals.queries.filters import ids_of
from cairn.goals.views.showing import found, here, may_add_below, today
from cairn.organizations.models import Team
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def cascade(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The key results with the teams that answer them; POST has `team` answer one, in a `way`: own or whole."""
    goal = found(request, goal_id)
    if request.method != "POST":
        return _page(request, goal)
    row = _named(request, goal)
    team = Team.objects.filter(pk__in=ids_of(request.POST, "team")[:1]).first()
    if team is None:
        return _page(request, goal, worded(_("Choose the {team} that is to have it.")), row.pk)
    if request.POST.get("way") != "whole":
        return go(request, _form_of(request, goal, row, team))
    try:
        actions.hand_over(row, team, by=request.actor)
    except (Refused, Denied) as error:
        return _page(request, goal, str(error.sentence), row.pk, status=error.status)
    said = worded(_("“%(title)s” is now {a objective} of %(team)s.")) % {"title": row.title, "team": team.name}
    messages.success(request, said)
    return go(request, f"{here(request, goal)}/cascade")


def _form_of(request: OrganizationRequest, goal: Goal, row: Goal, team: Team) -> str:
    """The form of a new objective of the team, under the key result, or beside it where nothing may stand below."""
    parent = row if may_stand_below() else goal
    about = {"kind": "objective", "entity": "team", "team": team.pk, "parent": parent.pk}
    return f"{org_url(request.organization, 'goals:new')}?{urlencode(about)}"


def _named(request: OrganizationRequest, goal: Goal) -> Goal:
    """The key result right below the goal that was meant. Raises Http404."""
    below = Goal.objects.visible_to(request.actor).filter(parent_links__parent=goal)
    row: Goal | None = below.filter(pk__in=ids_of(request.POST, "key_result")[:1]).first()
    if row is None:
        raise Http404
    return row


def _page(
    request: OrganizationRequest, goal: Goal, error: str = "", at: UUID | None = None, status: int = 0
) -> HttpResponse:
    found_below = cascade_of(goal, request.actor, today(request))
    context = {
        "goal": goal,
        "here": here(request, goal),
        "cascade": found_below,
        "may_add": not found_below.asked and may_add_below(request.actor, goal),
        "error": error,
        "error_at": at,
        "team": next(iter(ids_of(request.POST, "team")), None),
    }
    return render(request, "goals/cascade.html", context, status=status or (422 if error else 200))
