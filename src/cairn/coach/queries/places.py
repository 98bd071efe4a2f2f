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
    for goal_id, entity, period_id, *of_team_or_owner in _placed(seen, periods):
        whose, name = _whose(entity, *of_team_or_owner)
        key = (entity, whose, period_id)
        counts[key] = counts.get(key, 0) + 1
        found[goal_id] = (name, counts[key])
    return found


def _placed(seen: GoalQuerySet, periods: Iterable[UUID]) -> Any:
    team = GoalTeam.objects.filter(goal=OuterRef("pk")).order_by("position")
    owner = GoalOwner.objects.filter(goal=OuterRef("pk")).order_by("position")
    firsts = {
        "first_team": Subquery(team.values("team")[:1]), "team_name": Subquery(team.values("team__name")[:1]),
        "owner": Subquery(owner.values("member")[:1]), "owner_name": Subquery(owner.values("member__name")[:1]),
    }  # fmt: skip
    return (
        seen.of_period(periods)
        .filter(kind=GoalKind.OBJECTIVE)
        .exclude(state="postponed")
        .annotate(**firsts)
        .order_by("rank", "pk")
        .values_list("pk", "entity", "period_id", *firsts)
    )


def _whose(
    entity: str, team: UUID | None, team_name: str | None, owner: UUID | None, owner_name: str | None
) -> tuple[UUID | None, str]:
    """By id, since two people may have one name."""
    if entity == Entity.ORGANIZATION:
        return None, ""
    return (team, team_name or "") if entity == Entity.TEAM else (owner, owner_name or "")


def spans_with_objectives(seen: GoalQuerySet) -> list[tuple[str, Span]]:
    """The levels and periods in which there are objectives at all."""
    rows = seen.filter(kind=GoalKind.OBJECTIVE).exclude(entity=Entity.INDIVIDUAL).order_by()
    return [
        (entity, (start, end))
        for entity, start, end in rows.values_list("entity", "period__start", "period__end").distinct()
    ]
