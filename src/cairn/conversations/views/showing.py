"""Where a comment stands, and the part of a page that is drawn anew when something in it changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.conversations.models import Comment
from cairn.conversations.queries.said import below_check_in, threads
from cairn.core.htmx import go, is_fragment
from cairn.goals import policies as goals
from cairn.goals.models import CheckIn
from cairn.goals.policies import Act
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


def place_of(request: OrganizationRequest, row: Comment) -> str:
    """The address at which a comment can be read."""
    if row.update_id is not None:
        return org_url(request.organization, "conversations:update", update_id=row.update_id) + f"#comment-{row.pk}"
    stream = org_url(request.organization, "goals:stream", goal_id=row.goal_id)
    first = row.parent_id or row.pk
    return f"{stream}#comment-{first}" if row.check_in_id is None else f"{stream}#check-in-{row.check_in_id}"


def changed(request: OrganizationRequest, row: Comment) -> HttpResponse:
    """After a write about a comment: for htmx the thread it stands in, else the page where it can be read."""
    if not is_fragment(request):
        return go(request, place_of(request, row))
    if row.check_in_id is not None:
        return below(request, row.check_in_id)
    first = row.parent or row
    rows = list(Comment.objects.filter(pk=first.pk).select_related("author", "real_author", "resolved_by"))
    editable = [row.goal.pk] if row.goal is not None and goals.can(request.actor, Act.EDIT, row.goal) else []
    about = next(iter(threads(rows, request.actor, editable)), None)
    return unit(request, "conversations/_thread.html", {"about": about, "goal": row.goal})


def below(request: OrganizationRequest, check_in_id: Any) -> HttpResponse:
    """What stands below a check-in, for htmx; else its goal's stream."""
    if not is_fragment(request):
        goal_id = CheckIn.objects.values_list("goal_id", flat=True).get(pk=check_in_id)
        stream = org_url(request.organization, "goals:stream", goal_id=goal_id)
        return go(request, f"{stream}#check-in-{check_in_id}")
    about = below_check_in(check_in_id, request.actor)
    return unit(request, "conversations/_below_check_in.html", {"about": about})


def unit(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A part that takes the place of the one the form stood in."""
    response = render(request, template, context)
    response["HX-Retarget"] = "closest .unit"
    response["HX-Reswap"] = "outerHTML"
    return response


def form_part(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A form where it stands, for htmx; else a page of its own around it."""
    if is_fragment(request):
        return render(request, template, context, status=status)
    return render(request, "conversations/form_page.html", {**context, "part": template}, status=status)
