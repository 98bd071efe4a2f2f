"""GET, POST /goals/{id}/check-ins · PATCH, DELETE /check-ins/{id} · POST /goals/{id}/nudges"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from cairn.api.authentication import checking_in
from cairn.api.errors import refused
from cairn.api.loading import check_in_seen, goal_seen
from cairn.api.pagination import Paging, page
from cairn.api.queries.changes import moved
from cairn.api.queries.check_ins import check_in_shown, newest_first
from cairn.api.queries.rows import numbers
from cairn.api.requests import ApiRequest
from cairn.api.shapes.writes import CheckedIn, CheckInIn, CheckInPage, CheckInPatch, Nudged, NudgeIn
from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.organizations.actor import time_zone_of

router = Router(tags=["Check-ins"])


@router.get("/goals/{goal_id}/check-ins", response=CheckInPage, summary="The check-ins of a goal")
def list_check_ins(
    request: ApiRequest, response: HttpResponse, goal_id: UUID, paging: Query[Paging]
) -> dict[str, Any]:
    """The current one first."""
    rows, following = newest_first(goal_seen(request, goal_id), paging)
    return page(request, response, [check_in_shown(row) for row in rows], following)


@router.post("/goals/{goal_id}/check-ins", response={201: CheckedIn}, auth=checking_in, summary="Check in")
def check_in(request: ApiRequest, goal_id: UUID, body: CheckInIn) -> Status[dict[str, Any]]:
    """Answers the new numbers of the goal and of every goal above it that moved."""
    goal = goal_seen(request, goal_id)
    done = actions.check_in(
        goal,
        by=request.actor,
        value=body.value,
        status=body.status or "",
        note=body.note,
        confidence=body.confidence,
        at=_moment(request, body.at),
        override=body.override or "",
    )
    return Status(201, _answer(request, goal, done))


@router.patch("/check-ins/{check_in_id}", response=CheckedIn, auth=checking_in, summary="Correct a check-in")
def edit_check_in(request: ApiRequest, check_in_id: UUID, body: CheckInPatch) -> dict[str, Any]:
    """Editing an old one never makes it the current one."""
    row, goal = check_in_seen(request, check_in_id)
    for name in body.model_fields_set:
        if getattr(body, name) is None:
            raise refused(name, _("This cannot be empty. Leave it out to keep it as it is."))
    done = actions.edit_check_in(row, by=request.actor, value=body.value, status=body.status or "", note=body.note)
    return _answer(request, goal, done)


@router.delete("/check-ins/{check_in_id}", response=CheckedIn, auth=checking_in, summary="Take a check-in back")
def delete_check_in(request: ApiRequest, check_in_id: UUID) -> dict[str, Any]:
    """The one before it counts again."""
    row, goal = check_in_seen(request, check_in_id)
    return _answer(request, goal, actions.delete_check_in(row, by=request.actor))


@router.post("/goals/{goal_id}/nudges", response={201: Nudged}, auth=checking_in, summary="Ask for a check-in")
def nudge(request: ApiRequest, goal_id: UUID, body: NudgeIn) -> Status[dict[str, Any]]:
    """Reminds whoever checks in on the goal; once a day."""
    row = actions.nudge(goal_seen(request, goal_id), by=request.actor, note=body.note)
    return Status(201, {"to": row.to_id, "day": row.day})


def _moment(request: ApiRequest, at: date | datetime | None) -> datetime | None:
    """A moment without a zone is the person's; a day means now if it is today, else its noon."""
    zone = ZoneInfo(time_zone_of(request.organization, request.actor))
    if at is None:
        return None
    if isinstance(at, datetime):
        return at if at.tzinfo else at.replace(tzinfo=zone)
    return None if at == clock.now().astimezone(zone).date() else datetime.combine(at, time(12), zone)


def _answer(request: ApiRequest, goal: Goal, done: actions.CheckedIn) -> dict[str, Any]:
    organization = request.organization
    day = clock.today(organization.time_zone)
    now = next((change.goal for change in done.changes if change.goal.pk == goal.pk), None) or Goal.objects.get(
        pk=goal.pk
    )
    return {
        "check_in": check_in_shown(done.check_in),
        "goal": numbers(now, day, organization.time_zone),
        "changed": moved(done.changes, but=goal.pk, to=request.actor, organization=organization),
    }
