"""The tree of a page: what stands on it, what stands at its top, and the levels below, one query each (§8.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from cairn.core.prepared import prepared
from cairn.goals.models import Alignment, Entity, Goal, GoalKind, GoalOwner, GoalSettings, GoalTeam
from cairn.goals.models.goal import Eyes, GoalQuerySet, eyes, visible
from cairn.goals.queries.rows import Row, placed, rows
from cairn.organizations.actor import Actor

C = TypeVar("C", bound=Sequence[Any])

PER_PAGE = 50
CHILDREN_AT_ONCE = 100
DEEPEST = 30
LARGEST_SPREAD = 12  # up to so many top rows a page opens their first level by itself …
SEEN_AT_ONCE = 30  # … as far as so many rows go: more than a screen holds, so nobody misses what is folded below it


@dataclass(frozen=True)
class Place:
    """Whose page: the organisation's, a team's or a person's (spec okrs §1, "Entity"). `id` is the team or member."""

    entity: Entity
    id: UUID | None = None

    def holds(self, path: str = "") -> Q:
        """The condition under which a goal stands on this page; `path` leads to the goal in a join ("parent")."""
        if self.entity == Entity.ORGANIZATION:
            return Q(**{f"{path}__entity" if path else "entity": Entity.ORGANIZATION})
        goal = f"{path}_id__in" if path else "pk__in"
        if self.entity == Entity.TEAM:
            return Q(**{goal: GoalTeam.objects.filter(team=self.id).values("goal_id")})
        return Q(**{goal: GoalOwner.objects.filter(member=self.id).values("goal_id")})


@dataclass(frozen=True)
class Hidden:
    """Stands for children the person may not see."""

    parent: UUID
    level: int
    count: int
    kind: Literal["hidden"] = "hidden"


@dataclass(frozen=True)
class More:
    """Stands for children that were not loaded; `offset` is where they go on."""

    parent: UUID
    level: int
    offset: int
    kind: Literal["more"] = "more"


@dataclass(frozen=True)
class Heading:
    """The name of a group of rows, and how many of them follow on this page."""

    label: str
    count: int
    kind: Literal["heading"] = "heading"


Item = Row | Hidden | More | Heading


def standing_on(place: Place, period_ids: Collection[UUID], actor: Actor | Eyes) -> GoalQuerySet:
    """Every goal of a page and these periods that the actor may see, on whatever level."""
    found: GoalQuerySet = Goal.objects.visible_to(actor).of_period(period_ids)
    return found.filter(place.holds())


def is_top(place: Place, period_ids: Collection[UUID], actor: Actor | Eyes) -> Any:
    """SQL: no visible parent stands on the same page in the same periods (spec okrs §8.3, "top-level")."""
    above = Alignment.objects.filter(
        visible(actor, "parent"),
        place.holds("parent"),
        child_id=OuterRef("pk"),
        parent__organization=F("organization"),  # so that the page's few parents are found through its index
        parent__deleted_at=None,
        parent__period_id__in=list(period_ids),
    )
    return ~Exists(above)


def in_order(goals: GoalQuerySet) -> GoalQuerySet:
    """Manual order, projects last (spec okrs §8.3)."""
    last = Case(When(kind=GoalKind.PROJECT, then=Value(1)), default=Value(0), output_field=IntegerField())
    return goals.order_by(last, "rank", "pk")


def level_below(goal: Goal, actor: Actor, day: date, *, level: int, offset: int = 0) -> list[Item]:
    """The rows right below a goal, `level` being theirs; ends with what is hidden and what is still to come."""
    found = _some_below(goal.pk, eyes(actor), offset)
    items: list[Item] = list(rows(found[:CHILDREN_AT_ONCE], actor, day, level=level, parent=goal.pk))
    if len(found) > CHILDREN_AT_ONCE:
        return [*items, More(goal.pk, level, offset + CHILDREN_AT_ONCE)]
    hidden = hidden_below(goal.pk, actor)
    return [*items, Hidden(goal.pk, level, hidden)] if hidden else items


@prepared
def _some_below(goal_id: UUID, who: Eyes, offset: int) -> Any:
    below = in_order(Goal.objects.visible_to(who).filter(parent_links__parent_id=goal_id))
    return below.select_related("period")[offset : offset + CHILDREN_AT_ONCE + 1]


def hidden_below(goal_id: UUID, actor: Actor) -> int:
    """How many children of a goal the actor may not see."""
    links = Alignment.objects.filter(parent_id=goal_id, child__deleted_at=None)
    return links.exclude(child_id__in=links.filter(visible(actor, "child")).values("child_id")).count()


@dataclass(frozen=True)
class Opened:
    """Which rows are open. Where nobody asked for it (`by_itself`) only as many as are seen at once."""

    ids: Collection[UUID] = ()
    by_itself: bool = False

    def among(self, tops: Sequence[UUID], children: dict[UUID, C]) -> dict[UUID, C]:
        """The children that are shown, of those that were read for the rows in `ids`."""
        if not self.by_itself:
            return children
        kept = self.fitting(tops, children)
        return {goal_id: below for goal_id, below in children.items() if goal_id in kept}

    def fitting(self, tops: Sequence[UUID], children: Mapping[UUID, Sequence[Any]]) -> set[UUID]:
        """Those of the top rows that stay open with these children: the first, and the next while there is room."""
        kept: set[UUID] = set()
        rows = len(tops)
        for top in tops:
            rows += len(children.get(top, ()))
            if kept and rows > SEEN_AT_ONCE:
                break
            kept.add(top)
        return kept


def unfolded(tops: Sequence[Goal], opened: Opened, actor: Actor, day: date, settings: GoalSettings) -> list[Item]:
    """The top rows and, below each one in `opened`, its children, as deep as `opened` goes.

    One query per level that is open, then one set of queries for all rows together.
    """
    below = opened.among([goal.pk for goal in tops], _levels(tops, opened.ids, actor))
    goals = {goal.pk: goal for goal in (*tops, *(child for level in below.values() for child in level))}
    by_id = {row.id: row for row in rows(goals.values(), actor, day, settings=settings)}
    items: list[Item] = []
    for goal in tops:
        items.extend(_branch(goal.pk, None, 1, below, by_id))
    return items


def _levels(tops: Sequence[Goal], opened: Collection[UUID], actor: Actor) -> dict[UUID, list[Goal]]:
    below: dict[UUID, list[Goal]] = {}
    frontier = {goal.pk for goal in tops} & set(opened)
    for _depth in range(DEEPEST):
        if not frontier:
            break
        below.update({goal_id: [] for goal_id in frontier})
        found = _right_below(list(frontier), eyes(actor))
        for child in found:
            below[child.under].append(child)
        frontier = ({child.pk for child in found} & set(opened)) - below.keys()
    return below


@prepared
def _right_below(ids: list[UUID], who: Eyes) -> Any:
    children = Goal.objects.visible_to(who).filter(parent_links__parent_id__in=ids)
    return in_order(children.annotate(under=F("parent_links__parent_id"))).select_related("period")


def _branch(
    goal_id: UUID, parent: UUID | None, level: int, below: dict[UUID, list[Goal]], by_id: dict[UUID, Row]
) -> Iterable[Item]:
    row = by_id[goal_id]
    is_expanded = goal_id in below and level < DEEPEST
    yield placed(row, level=level, parent=parent, is_expanded=is_expanded)
    if not is_expanded:
        return
    for child in below[goal_id][:CHILDREN_AT_ONCE]:
        yield from _branch(child.pk, goal_id, level + 1, below, by_id)
    if len(below[goal_id]) > CHILDREN_AT_ONCE:
        yield More(goal_id, level + 1, CHILDREN_AT_ONCE)
    elif row.hidden:
        yield Hidden(goal_id, level + 1, row.hidden)


def neighbour(goal: Goal, actor: Actor, *, up: bool, parent: UUID | None) -> Goal | None:
    """The next visible row above or below a goal among its siblings, or on its page where it has no parent."""
    if parent is not None:
        siblings = Goal.objects.visible_to(actor).filter(parent_links__parent_id=parent)
    else:
        siblings = Goal.objects.visible_to(actor).filter(period_id=goal.period_id, entity=goal.entity)
    if goal.kind == GoalKind.PROJECT:
        siblings = siblings.filter(kind=GoalKind.PROJECT)
    else:
        siblings = siblings.exclude(kind=GoalKind.PROJECT)
    if up:
        nearest = siblings.filter(Q(rank__lt=goal.rank) | Q(rank=goal.rank, pk__lt=goal.pk)).order_by("-rank", "-pk")
    else:
        nearest = siblings.filter(Q(rank__gt=goal.rank) | Q(rank=goal.rank, pk__gt=goal.pk)).order_by("rank", "pk")
    found: Goal | None = nearest.first()
    return found
