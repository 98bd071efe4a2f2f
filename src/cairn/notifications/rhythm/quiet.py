"""Turns at which nobody can have anything due, found without looking at the people one by one.

Most turns are of this kind: the planner asks these few questions first. When in doubt a turn is not quiet.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from cairn.goals.models import Goal, ProgressMode
from cairn.goals.models.goal import GoalQuerySet
from cairn.notifications.queries.rhythms import cascade, holidays_around
from cairn.notifications.rhythm import due, periods, reports
from cairn.notifications.rhythm.pattern import DaysOff, Pattern, is_turn, is_weekly_turn, taken_on
from cairn.organizations.models import OutOfOffice
from cairn.planning.models import Period


def is_quiet(day: date, at: time) -> bool:
    """Whether no rhythm of this time falls on the day, and no warning, period, weekly look or return either."""
    known = cascade()
    own = known.rhythm_of(None)
    patterns = {own, *(level.rhythm for level in known.levels.values())}
    asking = [pattern for pattern in patterns if pattern.at == at]
    off = DaysOff(holidays_around(day))
    taken = {turn for pattern in asking for turn in taken_on(day, off, pattern.working_days)}
    if any(is_turn(pattern, turn) for pattern in asking for turn in taken):
        return False
    if own.at == at and _concerns_everybody(taken):
        return False
    return not (_somebody_is_back(day, taken) or _something_ends(taken) or _something_is_late(asking, day, taken))


def _concerns_everybody(taken: set[date]) -> bool:
    ends = [turn + before for turn in taken for before in periods.WARNED_BEFORE]
    return (
        any(turn.weekday() == reports.MONDAY for turn in taken)
        or Period.objects.filter(end__in=ends).exists()
        or Period.objects.filter(start__in=taken).exists()
    )


def _somebody_is_back(day: date, taken: set[date]) -> bool:
    since = min(taken, default=day) - timedelta(days=1)
    return bool(OutOfOffice.objects.filter(last_day__gte=since, last_day__lt=day).exists())


def _something_ends(taken: set[date]) -> bool:
    return bool(_reported().filter(due__in=[turn + due.WARNED_BEFORE for turn in taken]).exists())


def _something_is_late(asking: list[Pattern], day: date, taken: set[date]) -> bool:
    is_asked_for = any(is_weekly_turn(pattern, turn) for pattern in asking for turn in taken)
    return is_asked_for and bool(_reported().filter(due__lt=day).exists())


def _reported() -> GoalQuerySet:
    rows: GoalQuerySet = Goal.objects.standing().open()
    return rows.filter(progress_mode=ProgressMode.MANUAL)
