"""Cursor pagination: `items`, and `next` to be sent as `cursor` for what follows."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from cairn.api.shapes.values import Text
from cairn.core.errors import Refused

MOST = 200


class Paging(BaseModel):
    """How many rows, and from where on."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    cursor: Annotated[Text, Field(max_length=300)] | None = Field(
        None, description="`next` of the page before. Absent: from the start."
    )


def by_id(rows: QuerySet[Any], paging: Paging) -> tuple[list[Any], str | None]:
    """One page of rows in the order of their ids, and the cursor of the next page."""
    if paging.cursor:
        rows = rows.filter(pk__gt=_uuid(read_cursor(paging.cursor, 1)[0]))
    found = list(rows.order_by("pk")[: paging.limit + 1])
    return cut(found, paging, lambda row: [str(row.pk)])


def cut(found: list[Any], paging: Paging, place: Any) -> tuple[list[Any], str | None]:
    """Takes the one row too many away; its existence means that there is a next page, after the last that stays."""
    kept = found[: paging.limit]
    return kept, write_cursor(place(kept[-1])) if len(found) > paging.limit else None


def write_cursor(place: list[str]) -> str:
    """An opaque cursor for the place after a row."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str, parts: int) -> list[str]:
    """The place that a cursor says. Raises Refused for what Cairn did not write."""
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        place = None
    if not isinstance(place, list) or len(place) != parts or not all(isinstance(part, str) for part in place):
        raise Refused(_("This cursor is not one of ours. Begin without one."), field="cursor")
    return place


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(_("This cursor is not one of ours. Begin without one."), field="cursor") from None


def page(request: HttpRequest, response: HttpResponse, items: list[Any], following: str | None) -> dict[str, Any]:
    """The answer of a list call; the Link header holds the whole address of the next page."""
    if following:
        query = request.GET.copy()
        query["cursor"] = following
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="next"'
    return {"items": items, "next": following}
