"""An objective of the year whose key results lie in its successive quarters (okrs §3, annual practice)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach import stepwise
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import actions as goals
from cairn.goals.actions import Parent
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.organizations.actor import Actor
from cairn.planning.models import Period, PeriodKind


@dataclass(frozen=True)
class Metric:
    """What the year moves: named, in a unit, from `start`, to each of `targets` by the end of its quarter."""

    name: str
    unit: str
    start: Decimal
    targets: Sequence[Decimal]


def quarters_of(year: Period) -> list[Period]:
    """The quarters that lie within a year, in their order."""
    inside = Period.objects.filter(kind=PeriodKind.QUARTER, start__gte=year.start, end__lte=year.end)
    return list(inside.order_by("start"))


@action
def create_annual(title: str, why: str, metric: Metric, year: Period, *, owner: UUID | None, by: Actor) -> Goal:
    """Creates the organisation's objective of the year and one key result in each of its quarters.

    Each goes on where the one before is to end. Raises Denied; Refused when the year has not as many quarters as
    there are targets, or when the steps go back and forth.
    """
    quarters = quarters_of(year)
    if year.kind != PeriodKind.YEAR or not quarters or len(quarters) != len(metric.targets):
        raise Refused(_("This year has not a quarter for each target."), field="year")
    if not stepwise.is_one_way(metric.start, metric.targets):
        raise Refused(_("Each step must go on in the same direction."), field="targets")
    owners = [owner] if owner else ([by.member_id] if by.member_id else [])
    common: Any = {"entity": Entity.ORGANIZATION.value, "owners": owners}
    whole: Any = {"kind": GoalKind.OBJECTIVE.value, "title": title, "description": why, "period": year.pk}
    whole |= common
    objective = goals.create(whole, by=by)
    start = metric.start
    for quarter, target in zip(quarters, metric.targets, strict=True):
        direction = MetricKind.INCREASE if target > start else MetricKind.DECREASE
        outcome = Outcome(OutcomeType.METRIC, direction, unit=metric.unit, start=start, target=target)
        fields: Any = {
            **common, "kind": GoalKind.KEY_RESULT.value, "period": quarter.pk, "outcome": outcome,
            "title": f"{metric.name}, {quarter.name}", "metric_name": metric.name, "parents": [Parent(objective.pk)],
        }  # fmt: skip
        goals.create(fields, by=by)
        start = target
    return objective
