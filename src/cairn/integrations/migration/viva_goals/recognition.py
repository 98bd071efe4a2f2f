"""Finds the goal that a row means: by the old system's id, else by what identifies it (integrations §7.4.4).

Pure. Without an id the key is title, owners, entity and period (§7.3); where several rows or several goals have
the same key, their parents' titles tell them apart, then their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from uuid import UUID

from cairn.integrations.migration.viva_goals.present import GoalNow, Present
from cairn.integrations.migration.viva_goals.records import GoalRecord
from cairn.integrations.migration.viva_goals.surroundings import Surroundings

Key = Hashable


def recognised(records: Iterable[GoalRecord], present: Present, around: Surroundings) -> dict[str, UUID]:
    """External id of each record that means a goal we have → that goal's id; each goal is meant once."""
    rows = list(records)
    found = {
        row.external_id: present.by_external[row.external_id]
        for row in rows
        if row.has_lasting_id and row.external_id in present.by_external
    }
    for key_of_row, key_of_goal in ((_with_parents, _goal_with_parents), (_natural, _goal_natural)):
        taken = set(found.values())
        rest = [row for row in rows if row.external_id not in found]
        free = [goal for goal in present.goals.values() if goal.id not in taken and not goal.is_deleted]
        _pair(rest, free, lambda row, key=key_of_row: key(row, around), key_of_goal, found)  # type: ignore[misc]
    return found


def _pair(
    rows: list[GoalRecord],
    goals: list[GoalNow],
    key_of_row: Callable[[GoalRecord], Key | None],
    key_of_goal: Callable[[GoalNow], Key],
    found: dict[str, UUID],
) -> None:
    waiting: dict[Key, list[GoalNow]] = defaultdict(list)
    for goal in sorted(goals, key=lambda goal: goal.id):
        waiting[key_of_goal(goal)].append(goal)
    for row in rows:
        key = key_of_row(row)
        candidates = waiting.get(key, []) if key is not None else []
        # A goal that has an id of the old system is not the one of a row with another id.
        fitting = next((goal for goal in candidates if not (row.has_lasting_id and goal.has_reference)), None)
        if fitting is not None:
            found[row.external_id] = fitting.id
            candidates.remove(fitting)


def _natural(row: GoalRecord, around: Surroundings) -> Key | None:
    """None when somebody or something in the key is new here, so that no goal can have it."""
    owners = [around.person(ref) for ref in row.owner_refs]
    period = around.periods.get(row.period_name)
    if period is None or period.period is None or any(plan is None or plan.member is None for plan in owners):
        return None
    members = tuple(dict.fromkeys(plan.member for plan in owners if plan))
    return " ".join(row.title.split()), members, row.entity, period.period


def _with_parents(row: GoalRecord, around: Surroundings) -> Key | None:
    key = _natural(row, around)
    return None if key is None else (key, frozenset(" ".join(parent.title.split()) for parent in row.alignments))


def _goal_natural(goal: GoalNow) -> Key:
    return goal.title, goal.owners, goal.entity, goal.period


def _goal_with_parents(goal: GoalNow) -> Key:
    return _goal_natural(goal), goal.parent_titles
