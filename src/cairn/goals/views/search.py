"""Search: the palette's answers, the same as a page without a script."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.core import clock
from cairn.core.htmx import is_fragment
from cairn.goals.queries.finding import Answers, answers, to_check_in, with_tag
from cairn.organizations.requests import OrganizationRequest


@require_safe
def search(request: OrganizationRequest) -> HttpResponse:
    """Goals, people, teams and tags that match ?q=; with ?do=check-in goals to check in on; ?tag= goals of a tag."""
    words = request.GET.get("q", "").strip()
    context = {"words": words, "found": _found(request, words), "do": request.GET.get("do", "")}
    return render(request, "goals/_search.html" if is_fragment(request) else "goals/search.html", context)


def _found(request: OrganizationRequest, words: str) -> Answers:
    zone = request.organization.time_zone
    day = clock.today(zone)
    if request.GET.get("do") == "check-in":
        return to_check_in(words, request.actor, day, zone)
    if "tag" not in request.GET or words.strip():
        return answers(words, request.actor, day)
    try:
        tagged = with_tag(UUID(request.GET["tag"]), request.actor)
    except ValueError:
        tagged = None
    if tagged is None:
        raise Http404
    return tagged
