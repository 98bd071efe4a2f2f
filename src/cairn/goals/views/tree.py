"""Parts of the tree: the rows below a row, and what can be done with one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core import clock
from cairn.core.htmx import is_fragment
from cairn.core.numbers import in_address
from cairn.goals.models import Goal
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.moments import then_of, with_ghosts
from cairn.goals.queries.past_page import children_then
from cairn.goals.queries.rows import rows
from cairn.goals.queries.tree import DEEPEST, Item, level_below
from cairn.goals.recompute import settings_row
from cairn.goals.views.lines import add_line
from cairn.goals.views.showing import moment_of
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def children(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The rows right below a goal, ?level= being the goal's own; POST adds one there.

    Without htmx the goal's page shows them.
    """
    moment = moment_of(request)
    known = Goal.objects.known_to(request.actor) if moment.at else Goal.objects.visible_to(request.actor)
    goal = get_object_or_404(known, pk=goal_id)
    if request.method == "POST":
        return add_line(request, goal)
    if not is_fragment(request):
        return HttpResponseRedirect(org_url(request.organization, "goals:goal", goal_id=goal_id))
    level = min(in_address(request.GET.get("level", "1"), 0), DEEPEST)
    place = {"level": level + 1, "offset": in_address(request.GET.get("offset", "0"), 0)}
    items: list[Item]
    if moment.at:
        items = children_then(goal_id, then_of(request.actor, moment), **place)
    else:
        items = level_below(goal, request.actor, moment.day, **place)
    context = {"items": with_ghosts(items, request.actor, moment), "moment": moment}
    return render(request, "goals/_rows.html", context)


@require_safe
def menu(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Everything one may do with a goal, as it is now; ?parent= is the row it hangs under."""
    goal = get_object_or_404(Goal.objects.visible_to(request.actor), pk=goal_id)
    settings = settings_row()
    request.goal_settings = settings  # type: ignore[attr-defined]  # what additions to the menu may ask
    (row,) = rows([goal], request.actor, clock.today(request.organization.time_zone), settings=settings)
    parents = ids_of(request.GET, "parent")
    context = {"row": row, "goal": goal, "parent": parents[0] if parents else None}
    return render(request, "goals/_menu.html" if is_fragment(request) else "goals/menu.html", context)
