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

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from cairn.goals.models import AlignmentVersion, Entity, Goal, GoalOwner, GoalTeam, GoalVersion, ProgressPoint
from cairn.organizations.actor import Actor

_FIELDS = {column.attname: column for column in Goal._meta.concrete_fields}
_LISTED = ("owners", "viewers", "editors")
_NAMED = ("creator_id", "delegate_id", "check_in_owner_id")


@dataclass
class Past:
    """`goals` by id as they were, not to be saved; `visible` are those that the actor may see; `links` join them."""

    goals: dict[UUID, Goal] = field(default_factory=dict)
    structures: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    visible: set[UUID] = field(default_factory=set)
    links: list[AlignmentVersion] = field(default_factory=list)

    def people_of(self, goal_id: UUID, role: str) -> list[UUID]:
        """Ids of the goal's owners, viewers or editors, or of its teams, as they were."""
        return [UUID(text) for text in self.structures[goal_id].get(role, ())]


def of_periods(period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """Every goal that lay in these periods at the instant, and the alignments between them. Four queries."""
    past = Past()
    rows = GoalVersion.objects.valid_at(instant).filter(period_id__in=list(period_ids), is_deleted=False)
    _take_in(past, rows, actor)
    past.links = list(
        AlignmentVersion.objects.valid_at(instant).filter(child__in=list(past.goals), parent__in=list(past.goals))
    )
    return past


def below(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals and everything that stood below them, with numbers. Three queries for each level."""
    past = Past()
    level = set(goal_ids)
    while level:
        rows = GoalVersion.objects.valid_at(instant).filter(goal_id__in=level, is_deleted=False)
        _take_in(past, rows, actor)
        links = AlignmentVersion.objects.valid_at(instant).filter(parent__in=level & past.goals.keys())
        past.links += links.order_by("valid_from", "pk")
        level = {link.child_id for link in past.links} - past.goals.keys() - level
    past.links = [link for link in past.links if link.child_id in past.goals]
    put_in_numbers(past.goals, instant)
    return past


def on_page(entity: str, holder: UUID | None, period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """The goals on the page of the organisation, or of the team or person `holder`, and the links between them.

    Four queries. Numbers are not put in (`put_in_numbers`).
    """
    past = Past()
    rows = GoalVersion.objects.valid_at(instant).filter(period_id__in=list(period_ids), is_deleted=False)
    if holder is None:
        rows = rows.filter(entity=entity)
    else:
        role = "teams" if entity == Entity.TEAM else "owners"
        rows = rows.annotate(held_by=KT(f"structure__{role}")).filter(_held(role, holder, instant))
    _take_in(past, rows, actor)
    if holder is not None:
        past.visible = {goal_id for goal_id in past.visible if holder in past.people_of(goal_id, role)}
    ids = list(past.visible)
    past.links = list(AlignmentVersion.objects.valid_at(instant).filter(child__in=ids, parent__in=ids))
    return past


def _held(role: str, holder: UUID, instant: datetime) -> Q:
    """What has not changed since is found by the present rows; only what has is looked through."""
    links = GoalTeam.objects.filter(team=holder) if role == "teams" else GoalOwner.objects.filter(member=holder)
    unchanged = Q(valid_to=None, goal_id__in=links.values("goal_id"))
    return unchanged | Q(valid_to__gt=instant, held_by__contains=str(holder))


def these(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals as they were, those that stood then; no links, no numbers. Two queries."""
    past = Past()
    rows = GoalVersion.objects.valid_at(instant).filter(goal_id__in=list(goal_ids), is_deleted=False)
    _take_in(past, rows, actor)
    return past


def _take_in(past: Past, rows: QuerySet[GoalVersion], actor: Actor) -> None:
    found = {row.goal_id: row for row in rows}
    known = set(Goal.objects.known_to(actor).filter(pk__in=list(found)).values_list("pk", flat=True))
    for goal_id, row in found.items():
        past.goals[goal_id] = _as_it_was(row)
        past.structures[goal_id] = row.structure
        if goal_id in known and _could_see(actor, row.structure):
            past.visible.add(goal_id)


def _as_it_was(row: GoalVersion) -> Goal:
    goal = Goal(pk=row.goal_id, organization_id=row.organization_id, version=row.number)
    for name, value in row.structure.items():
        if name in _FIELDS:
            setattr(goal, name, None if value is None else _FIELDS[name].to_python(value))
    return goal


def _could_see(actor: Actor, structure: dict[str, Any]) -> bool:
    if actor.is_system or structure.get("privacy") != "listed":
        return True
    # Whoever works on behalf of somebody learns of nothing private by it.
    return all(_is_listed(str(me), structure) for me in (actor.member_id, actor.real_member_id) if me is not None)


def _is_listed(me: str, structure: dict[str, Any]) -> bool:
    listed = any(me in structure.get(role, ()) for role in _LISTED)
    return listed or any(structure.get(name) == me for name in _NAMED)


def put_in_numbers(goals: dict[UUID, Goal], instant: datetime) -> None:
    """The last number of each goal up to the instant, the course to it, and its place. Two queries."""
    points = ProgressPoint.objects.filter(goal=OuterRef("pk"), at__lte=instant).order_by("-at", "-pk")
    present = Goal.objects.filter(pk__in=list(goals))
    last = list(present.values_list("pk", "rank", "trend", Subquery(points.values("pk")[:1])))
    for goal_id, rank, trend, point_id in last:
        goals[goal_id].rank = rank
        goals[goal_id].trend = trend if point_id else []
    for point in ProgressPoint.objects.filter(pk__in=[point for *_row, point in last if point is not None]):
        goal = goals[point.goal_id]
        goal.current_value, goal.progress = point.value, point.progress
        goal.on_track_from, goal.behind_from = point.on_track_from, point.behind_from
        goal.at_risk_from = point.at_risk_from
        week = (point.at.date() - goal.start).days // 7
        goal.trend = [place for place in goal.trend if place[0] < week]
        if point.progress is not None:
            goal.trend = [*goal.trend, [week, float(point.progress)]]
