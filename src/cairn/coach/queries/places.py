"""How many objectives stand on a page in a period, and on which level there are some at all (S02, S03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cairn.goals.models import Entity, Goal, GoalKind, GoalOwner, GoalTeam
from cairn.goals.models.goal import GoalQuerySet

Span = tuple[date, date]


def numbers_of(objectives: Sequence[Goal], seen: GoalQuerySet) -> dict[UUID, tuple[str, int]]:
    """By id whose objective it is (its first team or owner; "" for the organisation) and the how many-th there."""
    periods = {goal.period_id for goal in objectives}
    if not periods:
        return {}
    counts: dict[Any, int] = {}
    found = {}
    for goal_id, entity, period_id, team, owner in _placed(seen, periods):
        name, whose = _whose(entity, team, owner)
        key = (entity, whose, period_id)
        counts[key] = counts.get(key, 0) + 1
        found[goal_id] = (name, counts[key])
    return found


def _placed(seen: GoalQuerySet, periods: Iterable[UUID]) -> Any:
    team = GoalTeam.objects.filter(goal=OuterRef("pk")).order_by("position")
    owner = GoalOwner.objects.filter(goal=OuterRef("pk")).order_by("position")
    return (
        seen.of_period(periods)
        .filter(kind=GoalKind.OBJECTIVE)
        .exclude(state="postponed")
        .annotate(team_name=Subquery(team.values("team__name")[:1]), owner=Subquery(owner.values("member__name")[:1]))
        .order_by("rank", "pk")
        .values_list("pk", "entity", "period_id", "team_name", "owner")
    )


def _whose(entity: str, team: str | None, owner: str | None) -> tuple[str, str]:
    if entity == Entity.ORGANIZATION:
        return "", ""
    name = (team if entity == Entity.TEAM else owner) or ""
    return name, name


def spans_with_objectives(seen: GoalQuerySet) -> list[tuple[str, Span]]:
    """The levels and periods in which there are objectives at all."""
    rows = seen.filter(kind=GoalKind.OBJECTIVE).exclude(entity=Entity.INDIVIDUAL).order_by()
    return [
        (entity, (start, end))
        for entity, start, end in rows.values_list("entity", "period__start", "period__end").distinct()
    ]
