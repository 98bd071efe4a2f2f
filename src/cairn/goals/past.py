"""Goals as they were at an instant: structure, alignments and numbers (architecture §3).

What somebody may see of the past is what they may see now and might have seen then, so that neither a goal that
became private nor one that was private once gives its former self away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    DateField,
    DecimalField,
    ExpressionWrapper,
    F,
    ForeignKey,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.fields.json import KT

from cairn.core.prepared import prepared
from cairn.goals.models import AlignmentVersion, Entity, Goal, GoalOwner, GoalTeam, GoalVersion, ProgressPoint
from cairn.goals.models.goal import Eyes, eyes, visible
from cairn.organizations.actor import Actor

_FIELDS = {column.attname for column in Goal._meta.concrete_fields}
_AS_TEXT = {  # what JSON holds as text and Python does not
    column.attname: column.to_python
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
        self.visible |= more.visible

    def people_of(self, goal_id: UUID, role: str) -> list[UUID]:
        """Ids of the goal's owners, viewers or editors, or of its teams, as they were."""
        return [UUID(text) for text in self.structures[goal_id].get(role, ())]


def of_periods(period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """Every goal that lay in these periods at the instant, and the alignments between them. Two queries."""
    past = Past()
    rows = GoalVersion.objects.filter(period_id__in=list(period_ids))
    _take_in(past, _told(rows, instant, eyes(actor)), actor)
    past.links = list(
        AlignmentVersion.objects.valid_at(instant).filter(child__in=list(past.goals), parent__in=list(past.goals))
    )
    return past


def below(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals and everything that stood below them, with numbers. Two queries for each level."""
    past = Past()
    level = set(goal_ids)
    while level:
        _take_in(past, _versions_of(list(level), instant, eyes(actor)), actor)
        links = AlignmentVersion.objects.valid_at(instant).filter(parent__in=level & past.goals.keys())
        past.links += links.order_by("valid_from", "pk")
        level = {link.child_id for link in past.links} - past.goals.keys() - level
    past.links = [link for link in past.links if link.child_id in past.goals]
    put_in_numbers(past)
    return past


def on_page(entity: str, holder: UUID | None, period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """The goals on the page of the organisation, or of the team or person `holder`, and the links between them.

    Two queries. Numbers are not put in (`put_in_numbers`).
    """
    past = Past()
    if holder is None:
        _take_in(past, _versions_on(entity, list(period_ids), instant, eyes(actor)), actor)
    else:
        role = "teams" if entity == Entity.TEAM else "owners"
        rows = GoalVersion.objects.filter(period_id__in=list(period_ids))
        rows = rows.annotate(held_by=KT(f"structure__{role}")).filter(_held(role, holder, instant))
        _take_in(past, _told(rows, instant, eyes(actor)), actor)
        past.visible = {goal_id for goal_id in past.visible if holder in past.people_of(goal_id, role)}
    past.links = _links_among(list(past.visible), instant)
    return past


def _held(role: str, holder: UUID, instant: datetime) -> Q:
    """What has not changed since is found by the present rows; only what has is looked through."""
    links = GoalTeam.objects.filter(team=holder) if role == "teams" else GoalOwner.objects.filter(member=holder)
    unchanged = Q(valid_to=None, goal_id__in=links.values("goal_id"))
    return unchanged | Q(valid_to__gt=instant, held_by__contains=str(holder))


def these(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals as they were, those that stood then; no links, no numbers. One query."""
    past = Past()
    _take_in(past, _versions_of(list(goal_ids), instant, eyes(actor)), actor)
    return past


def right_below(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """What stood right below these goals, on whatever page; no links, no numbers. One query."""
    past = Past()
    _take_in(past, _versions_below(list(goal_ids), instant, eyes(actor)), actor)
    return past


@prepared
def links_above(ids: list[UUID], instant: datetime) -> Any:
    """The alignments of these goals to their parents at the instant, the oldest first."""
    return AlignmentVersion.objects.valid_at(instant).filter(child_id__in=ids).order_by("valid_from", "pk")


@prepared
def _versions_below(goal_ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    links = AlignmentVersion.objects.valid_at(instant).filter(parent_id__in=goal_ids)
    return _told(GoalVersion.objects.filter(goal_id__in=links.values("child_id")), instant, who)


@prepared
def _versions_of(goal_ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    return _told(GoalVersion.objects.filter(goal_id__in=goal_ids), instant, who)


@prepared
def _versions_on(entity: str, period_ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    return _told(GoalVersion.objects.filter(entity=entity, period_id__in=period_ids), instant, who)


@prepared
def _links_among(ids: list[UUID], instant: datetime) -> Any:
    return AlignmentVersion.objects.valid_at(instant).filter(child_id__in=ids, parent_id__in=ids)


def _told(rows: Any, instant: datetime, who: Eyes) -> QuerySet[GoalVersion]:
    """Versions with what is not in them: whether the goal may be known now, its place, and its last point by then."""
    points = ProgressPoint.objects.filter(goal=OuterRef("goal"), at__lte=instant).order_by("-at", "-pk")
    seen = visible(who, "goal")
    told: QuerySet[GoalVersion] = (
        rows.valid_at(instant)
        .filter(is_deleted=False)
        .select_related("period")
        .annotate(
            is_known=ExpressionWrapper(seen, BooleanField()) if seen else Value(True, BooleanField()),
            rank=F("goal__rank"),
            trend=F("goal__trend"),
            point=Subquery(points.values("pk")[:1]),
        )
    )
    return told


def _take_in(past: Past, rows: Iterable[Any], actor: Actor) -> None:
    for row in rows:
        goal = past.goals[row.goal_id] = _as_it_was(row)
        goal.period, goal.rank, goal.trend = row.period, row.rank, row.trend if row.point else []
        past.structures[goal.pk] = row.structure
        if row.point:
            past.points[goal.pk] = row.point
        if row.is_known and _could_see(actor, row.structure):
            past.visible.add(goal.pk)


def _as_it_was(row: GoalVersion) -> Goal:
    goal = Goal(pk=row.goal_id, organization_id=row.organization_id, version=row.number)
    said = {name: value for name, value in row.structure.items() if name in _FIELDS}
    for name, read in _AS_TEXT.items():
        if said.get(name) is not None:
            said[name] = read(said[name])
    vars(goal).update(said)  # a page of the past has thousands of fields
    return goal


def _could_see(actor: Actor, structure: dict[str, Any]) -> bool:
    if actor.is_system or structure.get("privacy") != "listed":
        return True
    # Whoever works on behalf of somebody learns of nothing private by it.
    return all(_is_listed(str(me), structure) for me in (actor.member_id, actor.real_member_id) if me is not None)


def _is_listed(me: str, structure: dict[str, Any]) -> bool:
    listed = any(me in structure.get(role, ()) for role in _LISTED)
    return listed or any(structure.get(name) == me for name in _NAMED)


def put_in_numbers(past: Past) -> None:
    """The last number of each goal up to the instant, and the course to it. One query."""
    for point in _points(list(past.points.values())):
        goal = past.goals[point.goal_id]
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
