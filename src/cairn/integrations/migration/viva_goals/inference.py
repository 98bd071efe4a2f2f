"""What a layout leaves open and the tree tells: kind, whose goal it is, how its progress comes about.

A field that a reader could not fill is "" when it comes in here; none is afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells, tree, values
from cairn.integrations.migration.viva_goals.records import INFO, CheckInRecord, GoalRecord
from cairn.integrations.migration.viva_goals.remarks import Remarks

_ROUNDING = Decimal("0.011")


def with_kinds(goals: Sequence[GoalRecord], chosen: Mapping[str, str] | None) -> list[GoalRecord]:
    """Give every goal its kind: by its type word, else by its place in the tree."""
    kinds = values.kinds_of(
        ((goal.kind_word, goal.outcome.type == "metric") for goal in goals if goal.kind_word), chosen
    )
    parents = _parents(goals)
    return [
        replace(goal, kind=kinds.get(goal.kind_word) or goal.kind or _kind_by_place(goal, parents)) for goal in goals
    ]


def _parents(goals: Iterable[GoalRecord]) -> set[str]:
    return {ref.external_id for goal in goals for ref in goal.alignments if ref.external_id}


def _kind_by_place(goal: GoalRecord, parents: set[str]) -> str:
    return values.KEY_RESULT if goal.alignments and goal.external_id not in parents else values.OBJECTIVE


def with_entities(goals: Sequence[GoalRecord], remarks: Remarks) -> list[GoalRecord]:
    """Decide whose goal it is where the layout does not say: a team's if it names one.

    Without a team an unaligned objective is the organisation's; so is what hangs below one of the
    organisation's as a key result or project, or has an owner in common with it. Anything else is its
    owners' own.
    """
    decided: dict[str, GoalRecord] = {}
    taken: Counter[str] = Counter()
    for goal in tree.parents_first(goals):
        if not goal.entity:
            above = [decided[ref.external_id] for ref in goal.alignments if ref.external_id in decided]
            entity = "team" if goal.team_names else _entity_without_team(goal, above)
            goal = replace(goal, entity=entity)
            if entity != "team":
                taken[entity] += 1
        decided[goal.external_id] = goal
    if taken:
        remarks.add(
            INFO,
            _(
                "Goals that name no team: %(count)s. Taken as the organisation's: %(organization)s; "
                "as their owners' own: %(individual)s."
            )
            % {"count": taken.total(), "organization": taken["organization"], "individual": taken["individual"]},
        )
    return [decided[goal.external_id] for goal in goals]


def _entity_without_team(goal: GoalRecord, above: Sequence[GoalRecord]) -> str:
    if not goal.alignments:
        return "organization" if goal.kind == values.OBJECTIVE else "individual"
    owners = set(goal.owner_refs)
    belongs = any(
        parent.entity == "organization"
        and (goal.kind != values.OBJECTIVE or not owners.isdisjoint(parent.owner_refs))
        for parent in above
    )
    return "organization" if belongs else "individual"


def with_modes(goals: Sequence[GoalRecord], check_ins: Mapping[str, Sequence[CheckInRecord]]) -> list[GoalRecord]:
    """Decide how progress comes about where the layout does not say (only JSON does).

    In: check-ins by goal, oldest first. A percent goal with children rolls up when it is an objective, or
    shows a progress that nobody checked in, unless its last check-in is what it shows. All else is manual.
    """
    parents = _parents(goals)
    return [
        goal
        if goal.progress_mode
        else replace(goal, progress_mode=_mode(goal, parents, check_ins.get(goal.external_id, ())))
        for goal in goals
    ]


def _mode(goal: GoalRecord, parents: set[str], own: Sequence[CheckInRecord]) -> str:
    if goal.external_id not in parents or goal.outcome.type != "percent":
        return "manual"
    if own:
        last = own[-1].value
        moved_on = (
            goal.kind == values.OBJECTIVE
            and goal.progress is not None
            and last is not None
            and abs(goal.progress - last) > _ROUNDING
        )
        return "rollup" if moved_on else "manual"
    if goal.kind == values.OBJECTIVE:
        return "rollup"
    return "rollup" if goal.progress and not goal.metadata.get("last_check_in") else "manual"


def implied_check_ins(
    goals: Iterable[GoalRecord], checked_in: Mapping[str, object], today: date
) -> list[CheckInRecord]:
    """Make a check-in for every reported value that has none to come from.

    In: the goals, those that have check-ins (by id), and today. Out: one check-in for each other goal that
    is not rolled up and whose value is not simply its start; on the day of its last check-in if the file
    tells it, else on its due date, never in the future.
    """
    return [
        _implied(goal, today)
        for goal in goals
        if goal.external_id not in checked_in and goal.progress_mode != "rollup" and _has_moved(goal)
    ]


def _has_moved(goal: GoalRecord) -> bool:
    if goal.current_value is None:
        return False
    return not values.is_scaled(goal.outcome) or goal.current_value != goal.outcome.start


def _implied(goal: GoalRecord, today: date) -> CheckInRecord:
    told = goal.metadata.get("last_check_in")
    on = min(date.fromisoformat(told) if told else goal.due or today, today)
    return CheckInRecord(
        goal_ref=goal.external_id,
        at=cells.noon(on),
        date=on,
        author_ref=goal.check_in_owner_ref or next(iter(goal.owner_refs), None),
        note=str(goal.metadata.get("last_note", "")),
        status=goal.status,
        value=goal.current_value,
        metric_name=goal.outcome.name,
        is_implied=True,
    )
