"""What changed in periods between two instants, as JSON tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cairn.api.shapes.values import number
from cairn.goals.past_pair import pair_of_periods
from cairn.goals.queries.comparing import changes_between
from cairn.organizations.actor import Actor


def compared(period_ids: Sequence[UUID], since: datetime, at: datetime, actor: Actor) -> list[dict[str, Any]]:
    """Every change of the goals of these periods that the actor may see."""
    changes = changes_between(pair_of_periods(period_ids, since, at, actor), actor)
    return [
        {
            "what": change.what.value,
            "goal": change.goal_id,
            "title": change.title,
            "before": _plain(change.before),
            "after": _plain(change.after),
            "parent": change.parent,
        }
        for change in changes
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return [each.isoformat() if isinstance(each, date) else str(each) for each in value]
    return value
