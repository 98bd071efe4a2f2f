"""Check-ins as the API shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.api.pagination import Paging, cut, read_cursor
from cairn.api.shapes.values import number
from cairn.core.errors import Refused
from cairn.goals.models import CheckIn, Goal


def newest_first(goal: Goal, paging: Paging) -> tuple[list[CheckIn], str | None]:
    """One page of a goal's check-ins, the current one first."""
    rows = CheckIn.objects.standing().filter(goal=goal).latest_first()
    if paging.cursor:
        at, row_id = _place(paging.cursor)
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=row_id))
    return cut(list(rows[: paging.limit + 1]), paging, lambda row: [row.at.isoformat(), str(row.pk)])


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, row_id = read_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(row_id)
    except (ValueError, OverflowError):
        raise Refused(_("This cursor is not one of ours. Begin without one."), field="cursor") from None


def check_in_shown(row: CheckIn) -> dict[str, Any]:
    """In the shape of CheckInOut."""
    return {
        "id": row.pk,
        "goal": row.goal_id,
        "at": row.at,
        "value": number(row.value),
        "progress": number(row.progress),
        "status": row.status,
        "confidence": row.confidence,
        "note": row.note,
        "source": row.source,
        "author": row.author_id,
        "author_name": row.author_name,
        "on_behalf_by": row.real_author_id,
        "created_at": row.created_at,
        "edited_at": row.edited_at,
    }
