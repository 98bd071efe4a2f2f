"""What the linter looks at, read for any number of objectives in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from cairn.coach import connections
from cairn.coach.lint import KeyResult, Measure, Objective, People
from cairn.coach.lint.facts import PERCENT
from cairn.coach.queries.courses import courses_of
from cairn.coach.queries.places import Span, numbers_of, spans_with_objectives
from cairn.core.lots import in_lots
from cairn.goals import cadence
from cairn.goals.models import Alignment, Entity, Goal, GoalKind, GoalOwner, ProgressMode
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.models import Member, MemberState, Organization

CHUNK = 1000
COLUMNS = (
    "organization_id", "kind", "title", "description", "entity", "start", "due", "period", "state", "outcome_type",
    "metric_kind", "unit", "start_value", "target_value", "low", "high", "current_value", "progress", "progress_mode",
    "chosen_status", "checked_in_at", "check_in_owner_id", "rank", "phases", "tolerance", "risk_threshold", "version",
    "privacy",
    "period__start", "period__end", "period__name", "period__organization_id",
)  # fmt: skip


def lean(goals: GoalQuerySet) -> Any:
    """Goals with no more of their columns than the facts need."""
    return goals.select_related("period").only(*COLUMNS)


@dataclass
class _Near:
    """What lies around the objectives, by goal id."""

    key_results: dict[UUID, list[Goal]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[UUID, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[UUID, list[Span]] = field(default_factory=lambda: defaultdict(list))


def facts_of(
    objectives: Sequence[Goal], seen: GoalQuerySet, organization: Organization, day: date
) -> list[Objective]:
    """The facts of these objectives in their order; of what lies around them only what is among `seen`."""
    found: list[Objective] = []
    numbers = numbers_of(objectives, seen)
    spans = spans_with_objectives(seen)
    for part in in_lots(objectives, CHUNK):
        near = _near(part, seen)
        below = [goal for each in part for goal in near.key_results[each.pk]]
        everything = [*part, *below]
        courses = courses_of(everything, day, cadence.days_between(everything))
        connected = connections.matching(below)
        for goal in part:
            place, number = numbers.get(goal.pk, ("", 1))
            found.append(
                Objective(
                    **_said(goal, near, courses, organization),
                    key_results=tuple(
                        KeyResult(
                            **_said(each, near, courses, organization),
                            measure=measure_of(each),
                            connection=connected.get(each.pk, ""),
                        )
                        for each in near.key_results[goal.pk]
                    ),
                    parent_periods=tuple(near.parents[goal.pk]),
                    is_aligned=bool(near.parents[goal.pk]),
                    level_above_has_objectives=_has_level_above(goal, spans),
                    place=place or organization.name,
                    number=number,
                )
            )
    return found


def _near(part: Sequence[Goal], seen: GoalQuerySet) -> _Near:
    ids = [goal.pk for goal in part]
    near = _Near()
    links = Alignment.objects.filter(parent_id__in=ids, child__kind=GoalKind.KEY_RESULT, child__deleted_at=None)
    edges = list(links.order_by("position", "pk").values_list("parent_id", "child_id"))
    children = {goal.pk: goal for goal in lean(seen.filter(pk__in=[child_id for _parent, child_id in edges]))}
    for parent_id, child_id in edges:
        if child_id in children and children[child_id].state != "postponed":
            near.key_results[parent_id].append(children[child_id])
    for rows in near.key_results.values():
        rows.sort(key=lambda goal: (goal.rank, goal.pk))
    _add_owners(near, [*ids, *children])
    _add_parents(near, ids, seen)
    return near


# Each in two reads instead of one with a join: SQLite would begin at the other end, and go through all people, or all
# goals, for each of these.
def _add_owners(near: _Near, goal_ids: Sequence[UUID]) -> None:
    links = list(
        GoalOwner.objects.filter(goal_id__in=goal_ids).order_by("position").values_list("goal_id", "member_id")
    )
    people = Member.objects.filter(pk__in={member_id for _goal_id, member_id in links})
    known = {pk: (name, state) for pk, name, state in people.values_list("pk", "name", "state")}
    for goal_id, member_id in links:
        near.owners[goal_id].append(known[member_id])


def _add_parents(near: _Near, goal_ids: Sequence[UUID], seen: GoalQuerySet) -> None:
    links = list(Alignment.objects.filter(child_id__in=goal_ids).values_list("child_id", "parent_id"))
    parents = seen.order_by().filter(pk__in={parent_id for _child_id, parent_id in links})
    spans = {pk: (start, end) for pk, start, end in parents.values_list("pk", "period__start", "period__end")}
    for child_id, parent_id in links:
        if parent_id in spans:
            near.parents[child_id].append(spans[parent_id])


def _said(goal: Goal, near: _Near, courses: Any, organization: Organization) -> dict[str, Any]:
    return {
        "id": goal.pk,
        "title": goal.title,
        "description": goal.description,
        "start": goal.start,
        "due": goal.due,
        "period": (goal.period.start, goal.period.end),
        "people": _people(goal, near.owners[goal.pk]),
        "course": courses[goal.pk],
        "language": organization.locale,
    }


def _people(goal: Goal, owners: list[tuple[str, str]]) -> People:
    gone = next((name for name, state in owners if state == MemberState.DEACTIVATED), "")
    needs = goal.progress_mode == ProgressMode.MANUAL and goal.state == "open"
    return People(len(owners), gone, bool(goal.check_in_owner_id) or not needs)


def measure_of(goal: Goal) -> Measure:
    """How a goal of the table is measured, as the linter wants it."""
    if goal.outcome_type == PERCENT:
        return Measure(rolls_up=goal.progress_mode == ProgressMode.ROLLUP)
    fresh = goal.current_value if goal.checked_in_at is None else None
    return Measure(
        goal.metric_kind, goal.unit, goal.start_value, goal.target_value, goal.low, goal.high, current=fresh
    )


_ABOVE = {
    Entity.INDIVIDUAL.value: (Entity.TEAM.value, Entity.ORGANIZATION.value),
    Entity.TEAM.value: (Entity.ORGANIZATION.value,),
}


def _has_level_above(goal: Goal, spans: Iterable[tuple[str, Span]]) -> bool:
    """Whether an objective stands one level up in a period that holds the whole of this one's."""
    above = _ABOVE.get(goal.entity, ())
    return any(
        entity in above and start <= goal.period.start and goal.period.end <= end for entity, (start, end) in spans
    )


def objectives_among(seen: GoalQuerySet) -> Any:
    """The objectives that are worth advice: open ones, in the order of their pages."""
    return lean(seen.filter(kind=GoalKind.OBJECTIVE, state="open")).order_by(F("rank"), "pk")
