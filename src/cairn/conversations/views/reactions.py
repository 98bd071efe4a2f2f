"""Likes and other reactions: POST with `kind` gives one, DELETE (or _method=delete) takes it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from cairn.conversations import actions
from cairn.conversations.queries.said import reactions_on
from cairn.conversations.views.finding import check_in_found, comment_found, update_found
from cairn.conversations.views.showing import place_of
from cairn.core.htmx import go, is_fragment, verb
from cairn.goals.views.showing import found as goal_found
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


@require_POST
def on_goal(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    goal = goal_found(request, goal_id)
    return _given(request, "goal", goal, org_url(request.organization, "goals:stream", goal_id=goal.pk))


@require_POST
def on_check_in(request: OrganizationRequest, check_in_id: UUID) -> HttpResponse:
    row = check_in_found(request, check_in_id)
    stream = org_url(request.organization, "goals:stream", goal_id=row.goal_id)
    return _given(request, "check_in", row, f"{stream}#check-in-{row.pk}")


@require_POST
def on_comment(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    row = comment_found(request, comment_id)
    return _given(request, "comment", row, place_of(request, row))


@require_POST
def on_update(request: OrganizationRequest, update_id: UUID) -> HttpResponse:
    row = update_found(update_id)
    page = org_url(request.organization, "conversations:update", update_id=row.pk)
    return _given(request, "update", row, page)


def _given(request: OrganizationRequest, of: str, thing: Any, page: str) -> HttpResponse:
    kind = request.POST.get("kind", "")
    act = actions.take_reaction_back if verb(request) == "DELETE" else actions.react
    act(thing, kind, by=request.actor)
    if not is_fragment(request):
        return go(request, page)
    return render(request, "conversations/_reactions.html", {"reactions": reactions_on(of, thing.pk, request.actor)})
