"""Whom one may name: the list that the chooser shows while somebody types after an @."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.conversations.naming import offered
from cairn.goals.views.showing import found as goal_found
from cairn.organizations.requests import OrganizationRequest


@require_safe
def mentions(request: OrganizationRequest) -> HttpResponse:
    """People who match ?q=; with ?goal= of a private goal only those who may see it."""
    goal = None
    try:
        wanted = UUID(request.GET.get("goal", ""))
    except ValueError:
        wanted = None
    if wanted is not None:
        goal = goal_found(request, wanted)
    people = offered(request.GET.get("q", ""), goal)
    names = [person.name.casefold() for person in people]
    choices = [(p, p.email if names.count(p.name.casefold()) > 1 else p.name) for p in people]
    return render(request, "conversations/mentions.html", {"choices": choices})
