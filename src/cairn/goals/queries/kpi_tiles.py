"""Which goals stand on the KPI panel of a page, as conditions that other queries take along (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.core.prepared import prepared
from cairn.goals.models import Entity, Goal, GoalKind, KpiTile, State
from cairn.goals.models.goal import Eyes, GoalQuerySet
from cairn.goals.outcome import OutcomeType
from cairn.goals.queries.tree import Place, is_top, standing_on
from cairn.planning.models import Period

HAS_NUMBER = Q(outcome_type=OutcomeType.METRIC.value) & ~Q(kind=GoalKind.PROJECT) & ~Q(state=State.POSTPONED)
"""What can be a tile at all; what was postponed counts no longer."""


def belongs_on_a_panel(goal: Goal) -> bool:
    """The same as HAS_NUMBER, of a goal that was read."""
    is_okr = goal.kind != GoalKind.PROJECT and goal.state != State.POSTPONED
    return is_okr and goal.outcome_type == OutcomeType.METRIC.value


def page_of(place: Place) -> dict[str, Any]:
    """The columns of KpiTile that name a page."""
    return {
        "entity": place.entity.value,
        "team_id": place.id if place.entity == Entity.TEAM else None,
        "member_id": place.id if place.entity == Entity.INDIVIDUAL else None,
    }


def taken_off(place: Place) -> QuerySet[KpiTile, Any]:
    """The ids of the goals that somebody took off the panel."""
    return KpiTile.objects.filter(choice=KpiTile.Choice.REMOVED, **page_of(place)).values("goal_id")


def by_itself(place: Place, period_ids: Collection[UUID], who: Eyes) -> GoalQuerySet:
    """What stands on the panel because it has a number and stands at the top of the page."""
    found = standing_on(place, period_ids, who).filter(HAS_NUMBER, is_top(place, period_ids, who))
    return found.exclude(pk__in=taken_off(place))


def put_on(place: Place, period_ids: Collection[UUID], who: Eyes) -> GoalQuerySet:
    """What somebody put on the panel, while it runs in one of these periods: a number of the year in each quarter."""
    added = KpiTile.objects.filter(choice=KpiTile.Choice.ADDED, **page_of(place)).values("goal_id")
    running = Period.objects.filter(pk__in=list(period_ids), start__lte=OuterRef("due"), end__gte=OuterRef("start"))
    found: GoalQuerySet = Goal.objects.visible_to(who).filter(HAS_NUMBER, Exists(running), pk__in=added)
    return found


@prepared
def any_put_on(place: Place, period_ids: list[UUID], who: Eyes) -> Any:
    """One of them, where there is one."""
    return put_on(place, period_ids, who).values_list("pk")[:1]
