"""What the views of this room begin with: the thing for this person, or 404."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from cairn.conversations.models import Comment, Update
from cairn.goals.models import CheckIn
from cairn.goals.views.showing import found as goal_found
from cairn.organizations.requests import OrganizationRequest


def check_in_found(request: OrganizationRequest, check_in_id: UUID) -> CheckIn:
    """A standing check-in on a goal that this person may see, with the goal. Raises Http404."""
    row: CheckIn | None = CheckIn.objects.standing().filter(pk=check_in_id).first()
    if row is None:
        raise Http404
    row.goal = goal_found(request, row.goal_id)
    return row


def update_found(update_id: UUID) -> Update:
    """A standing update; everybody may read it. Raises Http404."""
    rows = Update.objects.standing().select_related("author", "team", "person")
    row: Update | None = rows.filter(pk=update_id).first()
    if row is None:
        raise Http404
    return row


def comment_found(request: OrganizationRequest, comment_id: UUID, *, deleted: bool = False) -> Comment:
    """A comment about something that this person may see. Raises Http404."""
    rows = Comment.objects.all() if deleted else Comment.objects.standing()
    row: Comment | None = rows.select_related("parent", "check_in", "update", "author").filter(pk=comment_id).first()
    if row is None or (row.update is not None and row.update.deleted_at is not None):
        raise Http404
    if row.check_in is not None and row.check_in.deleted_at is not None:
        raise Http404
    if row.goal_id is not None:
        row.goal = goal_found(request, row.goal_id)
    return row
