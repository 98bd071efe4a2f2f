"""Search: the palette's answers, the same as a page without a script, and the choices of a form's chooser."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.core import clock
from cairn.core.htmx import is_fragment
from cairn.goals.queries.chooser import find
from cairn.organizations.requests import OrganizationRequest


@require_safe
def search(request: OrganizationRequest) -> HttpResponse:
    """Goals, people and teams that match ?q=."""
    words, day = request.GET.get("q", ""), clock.today(request.organization.time_zone)
    context: dict[str, Any] = {"words": words, "goals": [], "people": [], "teams": []}
    if words.strip():
        context["goals"] = find("goals", words, request.actor, day=day)
        context["people"] = find("people", words, request.actor, day=day)
        context["teams"] = find("teams", words, request.actor, day=day)
    return render(request, "goals/_search.html" if is_fragment(request) else "goals/search.html", context)
