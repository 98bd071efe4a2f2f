"""After a write: the goal and everything above it, locked, recomputed and recorded in the same transaction.

The only writer of the cached numbers. Locks are taken in one order (by id) over the goal and all its ancestors, so
that check-ins under a common objective queue instead of overwriting each other (architecture §3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.core import bulk, clock
from cairn.core.prepared import prepared
from cairn.goals import alignment, graph
from cairn.goals.computation import Link, apply, compute
from cairn.goals.measuring import Rules, rules_of
from cairn.goals.models import Alignment, CheckIn, Goal, GoalSettings, ProgressPoint

WRITTEN = [
    "updated_at", "current_value", "progress", "automatic_value", "on_track_from", "behind_from", "at_risk_from",
    "far_behind_from", "trend", "chosen_status", "checked_in_at", "tasks_done", "tasks_whole", "milestones_done",
    "milestones_whole", "overridden_once",
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A goal whose numbers moved; progress in percent, unclamped."""

    goal: Goal
    progress_before: Decimal | None
    value_before: Decimal | None


@dataclass
class Locked:
    """The goals of one write, locked, with the organisation's rules. `goals` holds them by id."""

    goals: dict[UUID, Goal]
    rules: Rules
    time_zone: str

    def day_of(self, moment: datetime) -> date:
        """The organisation's calendar day of an instant."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


def lock(goal_ids: Iterable[UUID]) -> Locked:
    """Locks these goals and all their ancestors. Looks again when somebody aligned them meanwhile."""
    wanted = list(goal_ids)
    closure = graph.above(wanted)
    while True:
        goals = {goal.pk: goal for goal in _locked(list(closure))}
        now_above = graph.above(wanted)
        if now_above <= closure:
            break
        closure |= now_above
    settings = settings_row()
    return Locked(goals, rules_of(settings), settings.organization.time_zone)


@prepared
def _locked(ids: list[UUID]) -> Any:
    return Goal.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk")


def settings_row() -> GoalSettings:
    """The organisation's OKR rules, made with the defaults when first needed; its organisation is loaded."""
    if not (found := _settings()):
        GoalSettings.objects.get_or_create()
        found = _settings()
    row: GoalSettings = found[0]
    return row


@prepared
def _settings() -> Any:
    return GoalSettings.objects.select_related("organization")


def recompute(locked: Locked, changed: Iterable[UUID], *, check_in: CheckIn | None = None) -> list[Change]:
    """Recomputes the changed goals and all their ancestors, deepest first; saves what moved.

    `locked` must hold them. Every goal whose numbers moved gets a ProgressPoint. Answers the changes in the order
    in which they were made. A roll-up forgets a chosen status and a value set by hand, because it is an automatic
    update (spec okrs §5.3, §6.6), except on the goal of `check_in` itself.
    """
    changed_ids = list(changed)
    links = links_below(locked.goals)
    edges = [(link.child.pk, parent) for parent, row in links.items() for link in row]
    changes: list[Change] = []
    today = clock.today(locked.time_zone)
    chosen_on = check_in.goal_id if check_in else None
    for goal_id in alignment.order(edges, changed_ids):
        goal = locked.goals[goal_id]
        before = Change(goal, goal.progress, goal.current_value)
        if goal.is_open and goal.is_rolled_up and goal_id != chosen_on:
            goal.chosen_status, goal.overridden_once = "", False
        if apply(goal, compute(goal, links.get(goal_id, []), locked.rules), today):
            changes.append(before)
    saved = {change.goal.pk: change.goal for change in changes}
    saved.update((goal_id, locked.goals[goal_id]) for goal_id in changed_ids)
    save_numbers(saved.values())
    _record_points(changes, check_in)
    return changes


def save_numbers(goals: Iterable[Goal]) -> None:
    """Writes the cached columns of these goals, and when they were changed last."""
    bulk.update(goals, WRITTEN)


# What a roll-up looks at in a child; a wide parent should not load the long texts of all its children.
_OF_A_CHILD = [
    "id", "organization_id", "kind", "title", "state", "rank", "deleted_at", "progress", "current_value", "score",
    "outcome_type", "metric_kind", "unit", "start_value", "target_value", "low", "high", "risk_threshold",
    "tolerance", "phases", "on_track_from", "behind_from", "at_risk_from", "checked_in_at",
]  # fmt: skip


def links_below(goals: dict[UUID, Goal]) -> dict[UUID, list[Link]]:
    """The standing children of each of these goals. Goals that are in `goals` themselves are shared, not copied."""
    links: dict[UUID, list[Link]] = {}
    for parent_id, contribution, contributes, child_id, *fields in _links(list(goals)):
        child = goals.get(child_id) or Goal.from_db(None, _OF_A_CHILD, (child_id, *fields))
        links.setdefault(parent_id, []).append(Link(child, contribution, contributes))
    return links


@prepared
def _links(ids: list[UUID]) -> Any:
    return (
        Alignment.objects.filter(parent_id__in=ids, child__deleted_at=None)
        .order_by("child__rank", "child_id")
        .values_list("parent_id", "contribution", "contributes", *(f"child__{name}" for name in _OF_A_CHILD))
    )


def _record_points(changes: list[Change], check_in: CheckIn | None) -> None:
    now = clock.now()
    bulk.insert(
        ProgressPoint(
            goal=change.goal,
            at=now,
            value=change.goal.current_value,
            progress=change.goal.progress,
            on_track_from=change.goal.on_track_from,
            behind_from=change.goal.behind_from,
            at_risk_from=change.goal.at_risk_from,
            check_in=check_in,
        )
        for change in changes
    )


def parents_of(goals: Iterable[Goal]) -> list[UUID]:
    """The direct parents of these goals, also of deleted ones: what to recompute when a child appears or goes."""
    rows = Alignment.objects.filter(child__in=list(goals)).values_list("parent_id", flat=True)
    return list(dict.fromkeys(rows))


def told(changes: list[Change]) -> list[dict[str, object]]:
    """The changes as an event's data tells them: id, progress before and after."""
    return [
        {"goal": str(change.goal.pk), "before": _text(change.progress_before), "after": _text(change.goal.progress)}
        for change in changes[:50]
    ]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")
