"""What happened on the page of the organisation, a team or a person (spec okrs §20, activity)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.conversations import places
from cairn.core.htmx import is_fragment
from cairn.goals.models import Goal
from cairn.goals.queries.stream import feed
from cairn.organizations.requests import OrganizationRequest


@require_safe
def activity(
    request: OrganizationRequest, team_id: UUID | None = None, member_id: UUID | None = None
) -> HttpResponse:
    """Check-ins, comments and changes of all its goals that this person may see, latest first."""
    whose = places.found(request.organization, team_id, member_id)
    before = request.GET.get("before", "")
    goals = Goal.objects.visible_to(request.actor).filter(whose.place.holds())
    stream = feed(goals, request.actor, before=before, show=request.GET.get("show", ""))
    context = {"whose": whose, "subject": whose.subject, "head": whose.head, "stream": stream}
    context["stream_url"] = whose.url("activity")
    part = "goals/_stream_items.html" if before else "goals/_stream.html"
    return render(request, part if is_fragment(request) else "conversations/activity.html", context)
