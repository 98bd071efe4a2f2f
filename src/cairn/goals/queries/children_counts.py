"""How many children goals have, and what of all that is below them deserves a second look; one query for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Q, UUIDField, Value

from cairn.core.prepared import prepared
from cairn.goals.models import Alignment, Goal, GoalKind, State
from cairn.goals.models.alert_sql import AlertDay
from cairn.goals.models.goal import Eyes, eyes, visible
from cairn.goals.queries.alerts_below import NO_ALERTS, AlertsBelow, alerting_below
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Counts:
    """Children of a goal: all, those one may see, key results among all, those of them that are open.

    `alerts` counts what of all one may see there, and one level deeper, deserves a second look.
    """

    total: int = 0
    seen: int = 0
    key_results: int = 0
    open_key_results: int = 0
    alerts: AlertsBelow = NO_ALERTS


NO_CHILDREN = Counts()


def counts_of(goals: Sequence[Goal], actor: Actor, day: date, *, tells_alerts: bool) -> Mapping[UUID, Counts]:
    """How many children each goal has, how many of them the actor sees, how many are key results, and what of all
    that is below it deserves a second look.
    """
    ids = [goal.pk for goal in goals]
    counts: dict[UUID, Counts] = {}
    alerting: dict[UUID, dict[UUID, bool]] = {}
    for parent_id, *counted, goal_id, is_grave in _children_of(ids, eyes(actor), AlertDay.of(day), tells_alerts):
        if goal_id is None:
            counts[parent_id] = Counts(*counted)
        else:
            alerting.setdefault(parent_id, {})[goal_id] = is_grave
    for parent_id, found in alerting.items():
        grave = sum(found.values())
        counts[parent_id] = replace(counts[parent_id], alerts=AlertsBelow(grave, len(found) - grave))
    return counts


@prepared
def _children_of(ids: list[UUID], who: Eyes, on: AlertDay, tells_alerts: bool) -> Any:
    """(parent, children, those one sees, key results, open ones, nothing, nothing), and alerting_below."""
    seen = visible(who, "child")
    counted = (
        Alignment.objects.filter(parent_id__in=ids, child__deleted_at=None)
        .order_by()
        .values("parent_id")
        .annotate(
            total=Count("pk"),
            seen=Count("pk", filter=seen) if seen else Count("pk"),
            key_results=Count("pk", filter=Q(child__kind=GoalKind.KEY_RESULT)),
            open_key_results=Count("pk", filter=Q(child__kind=GoalKind.KEY_RESULT, child__state=State.OPEN)),
            goal=Value(None, UUIDField(null=True)),
            is_grave=Value(None, BooleanField(null=True)),
        )
        .values_list("parent_id", "total", "seen", "key_results", "open_key_results", "goal", "is_grave")
    )
    return counted.union(*alerting_below(ids, who, on), all=True) if tells_alerts else counted
