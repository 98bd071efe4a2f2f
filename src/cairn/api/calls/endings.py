"""POST, DELETE /goals/{id}/closure · POST /goals/{id}/postponement · POST /goals/{id}/clones"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from cairn.api.authentication import writing_okrs
from cairn.api.calls.alignments import changed
from cairn.api.calls.goals import shown
from cairn.api.loading import goal_seen, period_named
from cairn.api.preconditions import if_matching
from cairn.api.requests import ApiRequest
from cairn.api.shapes.goal import GoalEnded, GoalOut
from cairn.api.shapes.writes import CloneIn, ClosureIn, ContinueIn, EndingIn, EndingsIn, EndingsOut, PostponementIn
from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.models import Goal

router = Router(tags=["Closing and cloning"])


@router.post("/goals/{goal_id}/closure", response=GoalEnded, auth=writing_okrs, summary="Close a goal")
def close_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID, body: ClosureIn) -> dict[str, Any]:
    """Scores and closes it; `continue_in` carries it on in a later period. Goals above it that roll up and have
    nothing open left below them close themselves."""
    goal = goal_seen(request, goal_id)
    how = _continuation(body.continue_in, field="continue_in")
    with _said_of("continue_in"):
        done = if_matching(
            request, goal, lambda: actions.close(goal, by=request.actor, score=body.score, note=body.note, **how)
        )
    return _ended(request, response, done)


@router.delete("/goals/{goal_id}/closure", response=GoalEnded, auth=writing_okrs, summary="Reopen a goal")
def reopen_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID) -> dict[str, Any]:
    """Undoes closing or postponing; what ended together with it comes back too."""
    goal = goal_seen(request, goal_id)
    return _ended(request, response, if_matching(request, goal, lambda: actions.reopen(goal, by=request.actor)))


@router.post("/goals/{goal_id}/postponement", response=GoalEnded, auth=writing_okrs, summary="Postpone a goal")
def postpone_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID, body: PostponementIn) -> dict[str, Any]:
    """It stops counting at once; `clone_to` continues it in a later period. Open key results below it go along."""
    goal = goal_seen(request, goal_id)
    how = _continuation(body.clone_to, field="clone_to")
    with _said_of("clone_to"):
        done = if_matching(request, goal, lambda: actions.postpone(goal, by=request.actor, reason=body.reason, **how))
    return _ended(request, response, done)


@router.post("/goals/{goal_id}/clones", response={201: GoalOut}, auth=writing_okrs, summary="Clone a goal")
def clone_goal(request: ApiRequest, response: HttpResponse, goal_id: UUID, body: CloneIn) -> Status[dict[str, Any]]:
    """Answers the copy. Its progress begins anew."""
    goal = goal_seen(request, goal_id)
    period = period_named(body.period, field="period")
    page = (body.entity.type, body.entity.id) if body.entity else None
    copy = actions.clone(goal, period, by=request.actor, depth=body.depth, owner_id=body.owner, page=page)
    response["Location"] = request.path.removesuffix(f"{goal_id}/clones") + str(copy.pk)
    return Status(201, shown(request, response, copy))


@router.post("/endings", response=EndingsOut, auth=writing_okrs, summary="End many goals")
def end_goals(request: ApiRequest, body: EndingsIn) -> dict[str, Any]:
    """Closes and postpones up to 500 goals, each tree in one go. What cannot end stays as it is and is told; sending
    the same again changes nothing."""
    wanted = {ending.goal for ending in body.endings}
    seen = set(Goal.objects.visible_to(request.actor).filter(pk__in=wanted).values_list("pk", flat=True))
    endings = [
        _ending(ending, field=f"endings.{number}")
        for number, ending in enumerate(body.endings)
        if ending.goal in seen
    ]
    tally = actions.end_many(endings, by=request.actor)
    unknown = [{"goal": goal_id, "sentence": _("There is no such goal.")} for goal_id in wanted - seen]
    refused = [{"goal": row.goal_id, "sentence": row.error.sentence} for row in tally.refused]
    counts = {name: getattr(tally, name) for name in ("closed", "postponed", "along", "above", "copied")}
    return {**counts, "refused": [*refused, *unknown]}


@contextmanager
def _said_of(field: str) -> Iterator[None]:
    """Names what the action refuses as the body does: `continue_in.period`, `clone_to.target`."""
    sent = {"period": "period", "progress": "progress", "depth": "depth", "new_target": "target"}
    try:
        yield
    except Refused as error:
        if error.field in sent:
            raise Refused(error.sentence, field=f"{field}.{sent[error.field]}") from error
        raise


def _ending(body: EndingIn, *, field: str) -> actions.Ending:
    going_on = body.continue_in
    if going_on is None:
        return actions.Ending(body.goal, body.ending, body.note, body.score)
    period = period_named(going_on.period, field=f"{field}.continue_in.period")
    return actions.Ending(
        body.goal, body.ending, body.note, body.score, period, going_on.progress, going_on.target, going_on.depth
    )


def _continuation(body: ContinueIn | None, *, field: str) -> dict[str, Any]:
    """How the action is told to go on; `field` is what both the body and the action call it."""
    if body is None:
        return {}
    period = period_named(body.period, field=f"{field}.period")
    return {field: period, "progress": body.progress, "new_target": body.target, "depth": body.depth}


def _ended(request: ApiRequest, response: HttpResponse, done: actions.Ended) -> dict[str, Any]:
    along = [goal.pk for goal in done.along]
    seen = set(Goal.objects.visible_to(request.actor).filter(pk__in=along).values_list("pk", flat=True))
    return changed(request, response, done.goal, done.changes) | {
        "continued_as": done.copy.pk if done.copy else None,
        "along": [goal_id for goal_id in along if goal_id in seen],
    }
