"""How many objectives stand on a page in a period, and on which level there are some at all (S02, S03).

Only the pages of the objectives in question are read, and a level of a period until its first objective: an
organisation may have fifty thousand objectives in a quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery, UUIDField, Value

from cairn.core.lots import in_lots
from cairn.goals.models import Entity, Goal, GoalKind, GoalOwner, GoalTeam
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period

Span = tuple[date, date]
AT_ONCE = 1000  # ids in one query
# By level: what ties an objective to its page, and who or what the page is of.
_TIES: dict[str, tuple[Any, str, Any]] = {
    Entity.TEAM.value: (GoalTeam, "team_id", Team),
    Entity.INDIVIDUAL.value: (GoalOwner, "member_id", Member),
}


def numbers_of(objectives: Sequence[Goal], seen: GoalQuerySet) -> dict[UUID, tuple[str, int]]:
    """By id whose objective it is (its first team or owner; "" for the organisation) and the how many-th there."""
    found: dict[UUID, tuple[str, int]] = {}
    for entity in Entity:
        here = [goal for goal in objectives if goal.entity == entity]
        if here:
            found |= _numbers_on(entity, here, seen)
    return found


def _numbers_on(entity: str, objectives: Sequence[Goal], seen: GoalQuerySet) -> dict[UUID, tuple[str, int]]:
    standing = seen.of_period({goal.period_id for goal in objectives}).filter(kind=GoalKind.OBJECTIVE, entity=entity)
    standing = standing.exclude(state="postponed")
    names: dict[UUID | None, str] = {None: ""}
    if entity in _TIES:
        links, column, kind = _TIES[entity]
        pages = _pages_of([goal.pk for goal in objectives], links, column)
        names |= dict(kind.objects.filter(pk__in=pages).values_list("pk", "name"))
        first = links.objects.filter(goal=OuterRef("pk")).order_by("position").values(column)[:1]
        standing = standing.filter(pk__in=links.objects.filter(**{f"{column}__in": pages}).values("goal_id"))
        whose: Any = Subquery(first)
    else:
        whose = Value(None, UUIDField(null=True))
    counts: dict[Any, int] = {}
    found = {}
    for goal_id, period_id, page in (
        standing.annotate(whose=whose).order_by("rank", "pk").values_list("pk", "period_id", "whose")
    ):
        counts[page, period_id] = counts.get((page, period_id), 0) + 1
        if page in names:
            found[goal_id] = (names[page], counts[page, period_id])
    return found


def _pages_of(goal_ids: Sequence[UUID], links: Any, column: str) -> set[UUID]:
    """The first team, or owner, of each of these goals."""
    found: dict[UUID, UUID] = {}
    for lot in in_lots(goal_ids, AT_ONCE):
        rows = links.objects.filter(goal_id__in=lot).order_by("position")
        for goal_id, page in rows.values_list("goal_id", column):
            found.setdefault(goal_id, page)
    return set(found.values())


def spans_with_objectives(seen: GoalQuerySet) -> list[tuple[str, Span]]:
    """The levels and periods in which there are objectives at all, single people's aside."""
    return list(_spans(seen))


def _spans(seen: GoalQuerySet) -> Iterator[tuple[str, Span]]:
    there = seen.filter(kind=GoalKind.OBJECTIVE, period=OuterRef("pk"))
    # The first of a page and not just any: in that order PostgreSQL finds one, or none, through the index of pages.
    levels = {
        level.value: Subquery(there.filter(entity=level).order_by("rank").values("pk")[:1])
        for level in (Entity.ORGANIZATION, Entity.TEAM)
    }
    rows = Period.objects.order_by().annotate(**{f"first_{level}": first for level, first in levels.items()})
    for start, end, *firsts in rows.values_list("start", "end", *(f"first_{level}" for level in levels)):
        yield from ((level, (start, end)) for level, first in zip(levels, firsts, strict=True) if first)
