"""The page of a goal, its stream, its number explained, and the quick view beside a list."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.core.htmx import is_fragment
from cairn.goals import policies
from cairn.goals.actions.nudge import why_not
from cairn.goals.explaining import explain
from cairn.goals.instants import Moment
from cairn.goals.models import Goal
from cairn.goals.queries.goal_page import goal_page
from cairn.goals.queries.moments import then_of
from cairn.goals.queries.past_page import goal_then
from cairn.goals.queries.stream import stream as stream_of
from cairn.goals.views.showing import found, here, moment_of, panel, today
from cairn.goals.why import box
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url

TABS = ("overview", "below", "stream")


@require_safe
def goal(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The page: the sentence of the goal, its number, course and why, what stands below, the stream."""
    moment = moment_of(request)
    if moment.at:
        return _then(request, goal_id, moment)
    row = found(request, goal_id)
    page = goal_page(row, request.actor, today(request))
    request.goal_settings = page.settings  # type: ignore[attr-defined]  # what additions to the page may ask
    context = {"page": page, "goal": row, "row": page.row, "box": box(page.why), "here": here(request, row)}
    return render(request, "goals/goal.html", context)


def _then(request: OrganizationRequest, goal_id: UUID, moment: Moment) -> HttpResponse:
    """The page as it was: 404 where the goal did not stand then, or could not be seen."""
    then = then_of(request.actor, moment)
    past = goal_then(goal_id, then)
    if past is None:
        raise Http404
    address = org_url(request.organization, "goals:goal", goal_id=goal_id)
    context = {"goal": past.goal, "row": past.row, "below": past.below, "moment": moment, "here": address}
    return render(request, "goals/goal_then.html", context)


@require_safe
def quick(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The goal beside the list: ?tab= overview, below or stream. Without htmx it is a narrow page of its own."""
    row = found(request, goal_id)
    tab = request.GET.get("tab", "")
    page = goal_page(row, request.actor, today(request))
    request.goal_settings = page.settings  # type: ignore[attr-defined]  # what additions to the page may ask
    context = {"page": page, "row": page.row, "box": box(page.why), "tab": tab if tab in TABS else TABS[0]}
    if tab == "stream":
        context["stream_url"] = f"{here(request, row)}/stream"
        context["stream"] = stream_of(row, request.actor, page.acts, show=request.GET.get("show", ""))
    return panel(request, "goals/_quick.html", row, context)


@require_safe
def explanation(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """How the number of the goal comes about."""
    row = found(request, goal_id)
    context = {
        "box": box(explain(row, request.actor, today(request))),
        "may_nudge": not why_not(row, by=request.actor),
    }
    return panel(request, "goals/_why.html", row, context)


@require_safe
def stream(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Check-ins, changes and what is said, latest first; ?before= goes on where a page ended, ?show= is one sort."""
    row = found(request, goal_id)
    return stream_page(request, row, before=request.GET.get("before", ""), show=request.GET.get("show", ""))


def stream_page(request: OrganizationRequest, row: Goal, *, before: str = "", show: str = "") -> HttpResponse:
    """A page of the stream: the list alone for htmx, else around it a page of its own."""
    acts = policies.acts_on(request.actor, [row])[row.pk]
    entries = stream_of(row, request.actor, acts, before=before, show=show)
    parts = "goals/_stream_items.html" if before else "goals/_stream.html"
    page = here(request, row)
    context = {"goal": row, "stream": entries, "here": page, "stream_url": f"{page}/stream"}
    return render(request, parts if is_fragment(request) else "goals/stream.html", context)
