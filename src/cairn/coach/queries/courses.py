"""How the check-ins of goals went, for the rules C01 to C04."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from cairn.coach.lint import Course
from cairn.goals import progress
from cairn.goals.cadence import WEEK
from cairn.goals.measuring import outcome_of, rules_of
from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.recompute import settings_row
from cairn.goals.status import Status, Thresholds, from_progress

LATEST = 4
_WORSE = {Status.ON_TRACK.value: 0, Status.BEHIND.value: 1, Status.AT_RISK.value: 2}


def courses_of(goals: Sequence[Goal], day: date, cadences: Mapping[UUID, int]) -> dict[UUID, Course]:
    """By id; two queries for any number of goals. What has ended or rolls up has no course to speak of."""
    by_hand = [goal for goal in goals if goal.state == "open" and goal.progress_mode == ProgressMode.MANUAL]
    latest = _latest([goal.pk for goal in by_hand if goal.checked_in_at is not None])
    thresholds = rules_of(settings_row()).thresholds
    found = {goal.pk: Course() for goal in goals}
    for goal in by_hand:
        rows = latest.get(goal.pk, [])
        found[goal.pk] = Course(
            silent_days=_silent_days(goal, day),
            cadence=cadences.get(goal.pk, WEEK),
            worsened_without_a_word=_worsened(rows),
            contradiction=_contradiction(goal, day, thresholds),
            flat_check_ins=_flat(rows),
        )
    return found


def _latest(ids: list[UUID]) -> dict[UUID, list[Any]]:
    """The latest check-ins of each goal, the newest first: (value, status, whether there is a note)."""
    if not ids:
        return {}
    nth = Window(RowNumber(), partition_by=F("goal_id"), order_by=[F("at").desc(), F("id").desc()])
    rows = CheckIn.objects.standing().filter(goal_id__in=ids).annotate(nth=nth).filter(nth__lte=LATEST)
    found: dict[UUID, list[Any]] = defaultdict(list)
    for goal_id, *told in rows.order_by("nth").values_list("goal_id", "value", "status", "note"):
        found[goal_id].append(told)
    return found


def _silent_days(goal: Goal, day: date) -> int | None:
    if not goal.start <= day <= goal.due:
        return None
    since = goal.checked_in_at.date() if goal.checked_in_at else goal.start
    return max((day - since).days, 0)


def _worsened(rows: list[Any]) -> bool:
    if len(rows) < 2 or rows[0][2].strip():
        return False
    return _WORSE.get(rows[0][1], 0) > _WORSE.get(rows[1][1], 0)


def _contradiction(goal: Goal, day: date, thresholds: Thresholds) -> str:
    """Only a status at the other end of the scale contradicts the pace."""
    if goal.chosen_status not in {Status.ON_TRACK.value, Status.AT_RISK.value} or goal.progress is None:
        return ""
    outcome = outcome_of(goal)
    if not outcome.is_scaled:
        return ""
    pace = from_progress(goal.progress, progress.expected(outcome, goal.start, goal.due, day), thresholds)
    if goal.chosen_status == Status.ON_TRACK and pace == Status.AT_RISK:
        return "rosy"
    return "gloomy" if goal.chosen_status == Status.AT_RISK and pace == Status.ON_TRACK else ""


def _flat(rows: list[Any]) -> int:
    values = [row[0] for row in rows if row[0] is not None]
    return next((n for n, value in enumerate(values) if value != values[0]), len(values))
