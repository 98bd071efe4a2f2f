"""GET /notifications"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from cairn.api.pagination import Paging, by_id, page
from cairn.api.requests import ApiRequest
from cairn.api.shapes.inbox import NotificationPage
from cairn.notifications.models import Notification
from cairn.notifications.queries.inbox import item_of

router = Router(tags=["Inbox"])


class NotificationFilters(Paging):
    unread: bool = Field(False, description="Only what was not looked at.")
    owed: bool = Field(False, description="Only what somebody waits for.")
    done: bool = Field(False, description="What was cleared away, instead of the rest.")


@router.get("/notifications", response=NotificationPage, summary="My inbox")
def list_notifications(
    request: ApiRequest, response: HttpResponse, filters: Query[NotificationFilters]
) -> dict[str, Any]:
    """What the person of this token was told, the oldest first; what they may not see any more is left out."""
    rows = Notification.objects.of(request.actor).filter(done_at__isnull=not filters.done)
    if filters.unread:
        rows = rows.unread()
    if filters.owed:
        rows = rows.filter(owes=True)
    found, following = by_id(rows.select_related("actor", "goal", "child"), filters)
    return page(request, response, [_shown(row, request) for row in found], following)


def _shown(row: Notification, request: ApiRequest) -> dict[str, Any]:
    """In the shape of NotificationOut."""
    item = item_of(row, request.organization)
    return {
        "id": row.pk,
        "kind": row.kind,
        "sentence": item.words,
        "goal": row.goal_id,
        "actor": row.actor_id,
        "path": item.path,
        "at": row.at,
        "owed": row.owes,
        "read": row.is_read,
        "done": item.is_done,
    }
