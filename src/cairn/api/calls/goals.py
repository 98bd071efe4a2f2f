"""GET, POST /goals · GET, PATCH, DELETE /goals/{id}"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Status

from cairn.api.authentication import writing_okrs
from cairn.api.loading import goal_seen
from cairn.api.pagination import by_id, page
from cairn.api.preconditions import etag, if_matching
from cairn.api.queries.filters import GoalFilters, matching
from cairn.api.queries.rows import present
from cairn.api.reading import fields_of
from cairn.api.requests import ApiRequest
from cairn.api.shapes.goal import GoalOut, GoalPage
from cairn.api.shapes.goal_in import GoalIn, GoalPatch
from cairn.goals import actions
from cairn.goals.models import Goal

router = Router(tags=["Goals"])


@router.get("/goals", response=GoalPage, summary="Find goals")
def list_goals(request: ApiRequest, response: HttpResponse, filters: Query[GoalFilters]) -> dict[str, Any]:
    """Objectives, key results and projects that you may see, oldest first."""
    rows = matching(filters, actor=request.actor, organization=request.organization)
    found, following = by_id(rows, filters)
    return page(request, response, present(found, to=request.actor, organization=request.organization), following)


@router.post("/goals", response={201: GoalOut}, auth=writing_okrs, summary="Create a goal")
def create_goal(request: ApiRequest, response: HttpResponse, body: GoalIn) -> Status[dict[str, Any]]:
    goal = actions.create(fields_of(body), by=request.actor)
    response["Location"] = f"{request.path}/{goal.pk}"
    return Status(201, shown(request, response, goal))


@router.get("/goals/{goal_id}", response=GoalOut, summary="One goal")
def get_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID) -> dict[str, Any]:
    return shown(request, response, goal_seen(request, goal_id))


@router.patch("/goals/{goal_id}", response=GoalOut, auth=writing_okrs, summary="Edit a goal")
def edit_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID, body: GoalPatch) -> dict[str, Any]:
    """Changes what is sent and nothing else. Send If-Match with the ETag you saw, to overwrite nobody."""
    goal = goal_seen(request, goal_id)
    fields = fields_of(body, goal)
    mine = json.loads(request.body)
    goal = if_matching(request, goal, lambda: actions.edit(goal, fields, by=request.actor), mine=mine)
    return shown(request, response, goal)


@router.delete("/goals/{goal_id}", response={204: None}, auth=writing_okrs, summary="Delete a goal")
def delete_goal(request: ApiRequest, goal_id: UUID, with_children: bool = False) -> Status[None]:
    """It can be restored on the page for 30 days. Its children stay, unless `with_children` takes them along."""
    goal = goal_seen(request, goal_id)
    if_matching(request, goal, lambda: actions.delete(goal, by=request.actor, with_children=with_children))
    return Status(204, None)


def shown(request: ApiRequest, response: HttpResponse, goal: Goal) -> dict[str, Any]:
    """One goal with its ETag."""
    [row] = present([goal], to=request.actor, organization=request.organization)
    return etag(row, response)
