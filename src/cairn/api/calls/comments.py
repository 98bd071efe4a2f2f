"""GET, POST /goals/{id}/comments · PATCH, DELETE /comments/{id} · PUT, DELETE /comments/{id}/reactions/{kind}"""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from cairn.api.authentication import checking_in
from cairn.api.errors import not_found, refused
from cairn.api.loading import goal_seen
from cairn.api.pagination import Paging, by_id, page
from cairn.api.queries.comments import comments_on, comments_shown
from cairn.api.requests import ApiRequest
from cairn.api.shapes.comments import CommentIn, CommentOut, CommentPage, CommentPatch
from cairn.conversations import actions
from cairn.conversations.models import Comment
from cairn.goals.models import CheckIn, Goal

router = Router(tags=["Comments"])
Kind = Literal["like", "celebrate", "love", "help", "idea", "watching"]


@router.get("/goals/{goal_id}/comments", response=CommentPage, summary="What is said about a goal")
def list_comments(
    request: ApiRequest, response: HttpResponse, goal_id: UUID, paging: Query[Paging]
) -> dict[str, Any]:
    """The oldest first; answers and comments below check-ins name what they stand below."""
    rows, following = by_id(comments_on(goal_seen(request, goal_id)), paging)
    return page(request, response, comments_shown(rows), following)


@router.post("/goals/{goal_id}/comments", response={201: CommentOut}, auth=checking_in, summary="Comment")
def comment(request: ApiRequest, goal_id: UUID, body: CommentIn) -> Status[dict[str, Any]]:
    """Whoever sees the goal may. Needs the scope checkins:write."""
    goal = goal_seen(request, goal_id)
    about: Goal | CheckIn = goal
    if body.check_in is not None:
        about = _named(CheckIn.objects.standing().filter(goal=goal), body.check_in, field="check_in")
    answers = _named(Comment.objects.filter(goal=goal), body.answers, field="answers") if body.answers else None
    made = actions.comment(about, by=request.actor, body=body.body, answers=answers)
    return Status(201, comments_shown([made])[0])


@router.patch("/comments/{comment_id}", response=CommentOut, auth=checking_in, summary="Correct a comment")
def edit_comment(request: ApiRequest, comment_id: UUID, body: CommentPatch) -> dict[str, Any]:
    """One's own words only."""
    done = actions.edit_comment(_seen(request, comment_id), by=request.actor, body=body.body)
    return comments_shown([done])[0]


@router.delete("/comments/{comment_id}", response={204: None}, auth=checking_in, summary="Delete a comment")
def delete_comment(request: ApiRequest, comment_id: UUID) -> Status[None]:
    """One's own words only; answers of others stay."""
    actions.delete_comment(_seen(request, comment_id), by=request.actor)
    return Status(204, None)


@router.put(
    "/comments/{comment_id}/reactions/{kind}", response=CommentOut, auth=checking_in, summary="React to a comment"
)
def react(request: ApiRequest, comment_id: UUID, kind: Kind) -> dict[str, Any]:
    """A second time changes nothing."""
    row = _seen(request, comment_id)
    actions.react(row, kind, by=request.actor)
    return comments_shown([row])[0]


@router.delete(
    "/comments/{comment_id}/reactions/{kind}", response=CommentOut, auth=checking_in, summary="Take a reaction back"
)
def take_reaction_back(request: ApiRequest, comment_id: UUID, kind: Kind) -> dict[str, Any]:
    """One's own; where there is none nothing changes."""
    row = _seen(request, comment_id)
    actions.take_reaction_back(row, kind, by=request.actor)
    return comments_shown([row])[0]


def _seen(request: ApiRequest, comment_id: UUID) -> Comment:
    """A standing comment on a goal that this person may know of. Raises Http404."""
    rows = Comment.objects.standing().exclude(goal=None).select_related("author", "check_in")
    row: Comment | None = rows.filter(pk=comment_id).first()
    if row is None or row.goal_id is None or (row.check_in is not None and row.check_in.deleted_at is not None):
        raise not_found()
    row.goal = goal_seen(request, row.goal_id)
    return row


def _named(rows: Any, pk: UUID, *, field: str) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise refused(field, _("There is no such thing on this goal."))
    return found
