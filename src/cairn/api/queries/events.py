"""What happened, as far as the actor may know it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.api.pagination import Paging, cut, read_cursor
from cairn.core.errors import Refused
from cairn.core.events import KINDS
from cairn.core.models import Event
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor

# Whose events everyone in the organisation may read, provided their kind is public.
_OPEN_SUBJECTS = ("team", "period", "season", "member", "organization")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def events_for(actor: Actor) -> QuerySet[Event]:
    """Public kinds of events about goals that the actor may know (deleted ones too), people, teams and periods."""
    known = Goal.objects.known_to(actor).values("pk")
    public = [name for name, kind in KINDS.items() if kind.public]
    rows: QuerySet[Event] = Event.objects.filter(kind__in=public).filter(
        Q(subject_type="goal", subject_id__in=known) | Q(subject_type__in=_OPEN_SUBJECTS)
    )
    return rows


def oldest_first(rows: QuerySet[Event], paging: Paging) -> tuple[list[Event], str | None]:
    """One page in the order in which things happened."""
    if paging.cursor:
        at, event_id = _place(paging.cursor)
        rows = rows.filter(Q(at__gt=at) | Q(at=at, pk__gt=event_id))
    found = list(rows.order_by("at", "pk")[: paging.limit + 1])
    return cut(found, paging, lambda row: [row.at.isoformat(), str(row.pk)])


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, event_id = read_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(event_id)
    except (ValueError, OverflowError):
        raise Refused(_("This cursor is not one of ours. Begin without one."), field="cursor") from None


def events_shown(rows: Iterable[Event], actor: Actor) -> list[dict[str, Any]]:
    """In the shape of EventOut; whatever in the data names a goal that is hidden from the actor is left out."""
    events = list(rows)
    named = {UUID(text) for event in events for text in _ID.findall(str(event.data))}
    mine = Goal.objects.known_to(actor).values("pk")
    hidden = {str(pk) for pk in Goal.objects.filter(pk__in=named).exclude(pk__in=mine).values_list("pk", flat=True)}
    return [
        {
            "id": event.pk,
            "kind": event.kind,
            "at": event.at,
            "actor": event.actor_id,
            "on_behalf_by": event.real_actor_id,
            "via": event.via,
            "subject": {"type": event.subject_type, "id": event.subject_id},
            "data": _without(event.data, hidden),
        }
        for event in events
    ]


def _without(value: Any, hidden: set[str]) -> Any:
    """The value without whatever names something hidden: list items and members go as a whole."""
    if not hidden:
        return value
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in hidden and not _names(item, hidden)}
        return {key: _without(item, hidden) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without(item, hidden) for item in value if not _names(item, hidden) and not _is_about(item, hidden)]
    return value


def _names(value: Any, hidden: set[str]) -> bool:
    return isinstance(value, str) and value in hidden


def _is_about(value: Any, hidden: set[str]) -> bool:
    """A member of a list such as {"goal": id, "before": …, "after": …}."""
    return isinstance(value, dict) and any(_names(item, hidden) for item in value.values())
