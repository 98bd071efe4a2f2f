"""The page of one goal and its quick view: the goal, its number explained, its course, what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.goals.explaining import cause_of, derive
from cairn.goals.explanation import Explanation
from cairn.goals.measuring import rules_of
from cairn.goals.models import Goal, GoalKind, GoalSettings, Tag
from cairn.goals.natures import hint_of
from cairn.goals.policies import Act
from cairn.goals.queries.course import Course, course_of
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.surroundings import around
from cairn.goals.queries.tree import Hidden, Item, More
from cairn.goals.recompute import settings_row
from cairn.goals.wording import amount, range_of
from cairn.organizations.actor import Actor
from cairn.ui.formats import percent

MOST_CHILDREN = 100


@dataclass(frozen=True)
class Below:
    """The rows right below the goal, by what they are; `hidden` stands for those one may not see."""

    goal_id: UUID
    key_results: tuple[Row, ...]
    projects: tuple[Row, ...]
    objectives: tuple[Row, ...]
    hidden: Hidden | None
    more: int  # children beyond those shown here

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them in the order of the tree: key results, objectives, projects; then what is hidden or left."""
        found: tuple[Item, ...] = (*self.key_results, *self.objectives, *self.projects)
        if self.more:
            found = (*found, More(self.goal_id, 1, len(found)))
        return (*found, self.hidden) if self.hidden else found


@dataclass(frozen=True)
class Elsewhen:
    """The same goal in another period: what it was carried over from, or continued as."""

    id: UUID
    title: str
    period: str


@dataclass(frozen=True)
class GoalPage:
    """Everything the page shows. `row` is the goal as a row; `goal` is the row of the table, relations loaded."""

    goal: Goal
    row: Row
    why: Explanation
    course: Course
    below: Below
    tags: tuple[Tag, ...]
    carried_from: Elsewhen | None
    continued_as: Elsewhen | None
    cloned_from: Elsewhen | None
    clones: tuple[Elsewhen, ...]
    settings: GoalSettings

    @property
    def acts(self) -> frozenset[Act]:
        return self.row.acts

    @property
    def big(self) -> str:
        """The number that stands first: the value in its unit, or progress where it has none of its own."""
        if self.goal.outcome_type == "percent" or self.goal.current_value is None:
            return percent(self.row.progress)
        return amount(self.goal.current_value, self.goal.unit)

    @property
    def small(self) -> str:
        """What stands beside it: the way to go and how much of it is done."""
        aim = range_of(self.goal)
        if not aim or self.row.progress is None or self.why.outcome.is_control:
            return aim
        if self.goal.current_value is None:
            return aim
        return _("of %(range)s · %(progress)s done") % {"range": aim, "progress": percent(self.row.progress)}

    @property
    def reading(self) -> str:
        """How the score of an OKR of its nature is to be read, or, once it is closed, what it says."""
        return self.row.reading.sentence if self.row.reading else hint_of(self.goal.nature)

    @property
    def crumb(self) -> str:
        """Where the goal belongs when it has no parent: the organisation, a team, a person."""
        if self.goal.entity == "team" and self.row.teams:
            return self.row.teams[0][1]
        if self.goal.entity == "individual" and self.row.owners:
            return self.row.owners[0].name
        return _("Company")


LOADED = ("period", "check_in_owner", "delegate", "creator", "closed_by")


def goal_page(goal: Goal, actor: Actor, day: date) -> GoalPage:
    """What the page of a goal shows to this person on `day`. The goal is visible to them, its LOADED are loaded."""
    nearby = around(goal, actor)
    children = nearby.children[:MOST_CHILDREN]
    settings = settings_row()
    own, *below = rows([goal, *children], actor, day, settings=settings)
    why = derive(goal, nearby, rules_of(settings), day, cause=cause_of(goal, actor))
    return GoalPage(
        goal=goal,
        settings=settings,
        row=own,
        why=why,
        course=course_of(goal, day),
        below=_below(goal.pk, below, nearby.hidden, len(nearby.children) - len(children)),
        carried_from=_elsewhen(goal, actor, later=False),
        continued_as=_elsewhen(goal, actor, later=True),
        **_clones_around(goal, actor),
        tags=tuple(Tag.objects.filter(goal_links__goal=goal).order_by("name")),
    )


def _elsewhen(goal: Goal, actor: Actor, *, later: bool) -> Elsewhen | None:
    """Asks only where there can be an answer. What was reopened may have been carried on before (okrs §9.5)."""
    if goal.carried_over_from_id is None if not later else goal.is_open and not getattr(goal, "has_clones", True):
        return None
    kin = {"carried_over_from": goal} if later else {"pk": goal.carried_over_from_id}
    other = Goal.objects.visible_to(actor).filter(**kin).select_related("period").first()
    return Elsewhen(other.pk, other.title, other.period.name) if other is not None else None


MOST_CLONES = 10


def _clones_around(goal: Goal, actor: Actor) -> dict[str, Any]:
    """What it is a plain clone of, and the plain clones of it; what carries it on is told elsewhere.

    One query, and none where there can be no answer.
    """
    kin = Q(cloned_from=goal, carried_over_from=None)
    if goal.carried_over_from_id is None and goal.cloned_from_id is not None:
        kin |= Q(pk=goal.cloned_from_id)
    elif not getattr(goal, "has_clones", True):
        return {"cloned_from": None, "clones": ()}
    found = Goal.objects.visible_to(actor).filter(kin).select_related("period").order_by("period__start", "pk")
    told = [Elsewhen(row.pk, row.title, row.period.name) for row in found[: MOST_CLONES + 1]]
    return {
        "cloned_from": next((each for each in told if each.id == goal.cloned_from_id), None),
        "clones": tuple(each for each in told if each.id != goal.cloned_from_id)[:MOST_CLONES],
    }


def _below(goal_id: UUID, found: list[Row], hidden: int, more: int) -> Below:
    """The rows, each with the other parents it has."""

    def of(kind: str) -> tuple[Row, ...]:
        return tuple(
            replace(row, parent=goal_id, elsewhere=tuple(link for link in row.elsewhere if link.id != goal_id))
            for row in found
            if row.kind == kind
        )

    return Below(
        goal_id=goal_id,
        key_results=of(GoalKind.KEY_RESULT),
        projects=of(GoalKind.PROJECT),
        objectives=of(GoalKind.OBJECTIVE),
        hidden=Hidden(goal_id, 1, hidden) if hidden else None,
        more=more,
    )
