"""Goals made again from their versions, as they were (architecture §3).

What somebody may see of the past is what they may see now and might have seen then, so that neither a goal that
became private nor one that was private once gives its former self away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    ExpressionWrapper,
    F,
    ForeignKey,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)

from cairn.core.prepared import prepared
from cairn.goals.models import AlignmentVersion, Goal, GoalVersion, ProgressPoint, State
from cairn.goals.models.goal import Eyes, visible
from cairn.organizations.actor import Actor

_FIELDS = {column.attname for column in Goal._meta.concrete_fields}
# What JSON holds as text and Python does not; a time before a day, for its field is one of a day, too.
_READERS: tuple[tuple[Any, Callable[[str], Any]], ...] = (
    (UUIDField | ForeignKey, UUID),
    (DateTimeField, datetime.fromisoformat),
    (DateField, date.fromisoformat),
    (DecimalField, Decimal),
)
_AS_TEXT: dict[str, Callable[[str], Any]] = {
    column.attname: next(read for kinds, read in _READERS if isinstance(column, kinds))
    for column in Goal._meta.concrete_fields
    if isinstance(column, UUIDField | ForeignKey | DateField | DecimalField)
}
_LISTED = ("owners", "viewers", "editors")
_NAMED = ("creator_id", "delegate_id", "check_in_owner_id")


@dataclass
class Past:
    """`goals` by id as they were, not to be saved; `visible` are those that the actor may see; `links` join them.

    `points` leads from a goal to the last of its points up to the instant.
    """

    goals: dict[UUID, Goal] = field(default_factory=dict)
    structures: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    visible: set[UUID] = field(default_factory=set)
    links: list[AlignmentVersion] = field(default_factory=list)
    points: dict[UUID, UUID] = field(default_factory=dict)

    def add(self, more: Past) -> None:
        """Takes in what of these goals is not here yet."""
        for goal_id in more.goals.keys() - self.goals.keys():
            self.goals[goal_id] = more.goals[goal_id]
            self.structures[goal_id] = more.structures[goal_id]
            if goal_id in more.points:
                self.points[goal_id] = more.points[goal_id]
        self.visible |= more.visible

    def only(self, goal_ids: Collection[UUID]) -> Past:
        """Those of these goals that are here, without their links."""
        here = self.goals.keys() & set(goal_ids)
        return Past(
            {pk: self.goals[pk] for pk in here},
            {pk: self.structures[pk] for pk in here},
            self.visible & here,
            points={pk: self.points[pk] for pk in here & self.points.keys()},
        )

    def people_of(self, goal_id: UUID, role: str) -> list[UUID]:
        """Ids of the goal's owners, viewers or editors, or of its teams, as they were."""
        return [UUID(text) for text in self.structures[goal_id].get(role, ())]


def told(rows: Any, instant: datetime, who: Eyes) -> QuerySet[GoalVersion]:
    """The versions that stood at an instant, with what is not in them: whether the goal may be known now, its place,
    its last point by then, and when an end of it was last undone.
    """
    return _told(rows.valid_at(instant), who).annotate(point=_last_point(instant), reopened=_last_end(instant))


def told_of_both(rows: Any, earlier: datetime, later: datetime, who: Eyes) -> QuerySet[GoalVersion]:
    """The same of the versions that stood at one of two instants; `earlier_point` was the last by the earlier one."""
    both = _told(rows.valid_at_either(earlier, later), who)
    return both.annotate(
        point=_last_point(later),
        reopened=_last_end(later),
        earlier_point=_last_point(earlier),
        earlier_reopened=_last_end(earlier),
    )


def _told(rows: Any, who: Eyes) -> QuerySet[GoalVersion]:
    seen = visible(who, "goal")
    found: QuerySet[GoalVersion] = (
        rows.filter(is_deleted=False)
        .select_related("period")
        .annotate(
            is_known=ExpressionWrapper(seen, BooleanField()) if seen else Value(True, BooleanField()),
            rank=F("goal__rank"),
            trend=F("goal__trend"),
        )
    )
    return found


def _last_point(instant: datetime) -> Subquery:
    points = ProgressPoint.objects.filter(goal=OuterRef("goal"), at__lte=instant).order_by("-at", "-pk")
    return Subquery(points.values("pk")[:1])


def _last_end(instant: datetime) -> Subquery:
    """When the last version that had ended was followed by another one."""
    ends = GoalVersion.objects.filter(goal=OuterRef("goal"), valid_to__lte=instant).exclude(state=State.OPEN)
    return Subquery(ends.order_by("-valid_to").values("valid_to")[:1])


def take_in(past: Past, rows: Iterable[Any], actor: Actor) -> None:
    """Puts the goals of these versions (`told`) into `past`, without numbers."""
    for row in rows:
        is_seen = row.is_known and _could_see(actor, row.structure)
        _put(past, row, _as_it_was(row), row.point, row.reopened, can_be_seen=is_seen)


def take_in_both(
    earlier: Past, later: Past, rows: Iterable[Any], since: datetime, until: datetime, actor: Actor
) -> None:
    """Puts each version (`told_of_both`) where it stood: most have not changed between the two instants."""
    for row in rows:
        goal, is_seen = _as_it_was(row), row.is_known and _could_see(actor, row.structure)
        if row.stood_at(since):
            _put(earlier, row, _twin(goal), row.earlier_point, row.earlier_reopened, can_be_seen=is_seen)
        if row.stood_at(until):
            _put(later, row, goal, row.point, row.reopened, can_be_seen=is_seen)


def _put(
    past: Past, row: Any, goal: Goal, point: UUID | None, reopened: datetime | None, *, can_be_seen: bool
) -> None:
    past.goals[goal.pk] = goal
    goal.reopened_at = reopened if goal.is_open else None
    goal.period, goal.rank, goal.trend = row.period, row.rank, row.trend if point else []
    past.structures[goal.pk] = row.structure
    if point:
        past.points[goal.pk] = point
    if can_be_seen:
        past.visible.add(goal.pk)


def _twin(goal: Goal) -> Goal:
    """The same goal once more, to be given other numbers."""
    columns = {name: value for name, value in vars(goal).items() if name in _FIELDS}
    return Goal.from_db(None, columns.keys(), columns.values())


def _as_it_was(row: GoalVersion) -> Goal:
    """The goal of a version."""
    fields = _blank() | {"id": row.goal_id, "organization_id": row.organization_id, "version": row.number}
    for name, value in row.structure.items():
        if name in _FIELDS:
            read = _AS_TEXT.get(name)
            fields[name] = value if read is None or value is None else read(value)
    return Goal.from_db(None, fields.keys(), fields.values())


@cache
def _blank() -> dict[str, Any]:
    """The fields of a goal that says nothing. When it was made no version tells: asked for, it is read."""
    return {
        name: value for name, value in vars(Goal()).items() if name in _FIELDS - {"id", "created_at", "updated_at"}
    }


def _could_see(actor: Actor, structure: dict[str, Any]) -> bool:
    if actor.is_system or structure.get("privacy") != "listed":
        return True
    # Whoever works on behalf of somebody learns of nothing private by it.
    return all(_is_listed(str(me), structure) for me in (actor.member_id, actor.real_member_id) if me is not None)


def _is_listed(me: str, structure: dict[str, Any]) -> bool:
    listed = any(me in structure.get(role, ()) for role in _LISTED)
    return listed or any(structure.get(name) == me for name in _NAMED)


def put_in_numbers(*pasts: Past) -> None:
    """The last number of each goal up to the instant, and the course to it. One query."""
    points = {point.pk: point for point in _points(list({pk for past in pasts for pk in past.points.values()}))}
    for past in pasts:
        for goal_id, point_id in past.points.items():
            if point := points.get(point_id):  # it may have been taken back meanwhile
                _put_in(past.goals[goal_id], point)


def _put_in(goal: Goal, point: ProgressPoint) -> None:
    goal.current_value, goal.progress = point.value, point.progress
    goal.on_track_from, goal.behind_from = point.on_track_from, point.behind_from
    goal.at_risk_from = point.at_risk_from
    week = (point.at.date() - goal.start).days // 7
    goal.trend = [place for place in goal.trend if place[0] < week]
    if point.progress is not None:
        goal.trend = [*goal.trend, [week, float(point.progress)]]


@prepared
def _points(ids: list[UUID]) -> Any:
    return ProgressPoint.objects.filter(pk__in=ids)
