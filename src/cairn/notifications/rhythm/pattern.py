"""On which days and at what time people are asked to check in (spec okrs §15.2). Pure.

Days are days of the person's own calendar. A turn that falls on a day on which nobody asks anything of the person (a
holiday, an absence, a weekend that does not belong to the pattern) is taken on the next day that is none of these;
several such turns become one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LOOK_BACK = 31  # days: how far back a turn may lie that is taken today
REACH = 45  # days: the longest that lies between two monthly turns, and some more
LAST = 5
"""The `week` of a monthly pattern that asks in the last one."""
WORKING_DAYS = frozenset(range(5))
FIVE_WEEKS = 35  # days: from the first Monday of a month to that of the next, at most


class Every(StrEnum):
    """How often the pattern comes round."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    THREE_WEEKS = "three_weeks"
    MONTH = "month"


WEEKS = {Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.THREE_WEEKS: 3}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every Monday at nine, unless said otherwise.

    `weekdays` are 0 (Monday) to 6, at least one. `week` (1–4, or LAST) matters for monthly patterns: the first Monday
    of a month, its last Friday. A pattern of two or three weeks counts from the week of `begins`. Whoever checked in
    less than `skip_days` calendar days before is not asked; with 0 only who did so on the very day.
    """

    every: Every = Every.WEEK
    weekdays: frozenset[int] = frozenset({0})
    at: time = time(9)
    week: int = 1
    begins: date = date(2024, 1, 1)
    skip_days: int = 0

    @property
    def working_days(self) -> frozenset[int]:
        """The weekdays on which it may ask: the pattern's own, and Monday to Friday for what was moved."""
        return WORKING_DAYS | self.weekdays


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days on which nothing is asked: the organisation's holidays, and a person's absences with both ends."""

    holidays: frozenset[date] = frozenset()
    absences: tuple[tuple[date, date], ...] = field(default=())

    def holds(self, day: date) -> bool:
        """Whether this day is one of them."""
        return day in self.holidays or any(first <= day <= last for first, last in self.absences)


def is_turn(pattern: Pattern, day: date) -> bool:
    """Whether the pattern falls on this day, holidays left aside."""
    if day.weekday() not in pattern.weekdays:
        return False
    if pattern.every is Every.MONTH:
        if pattern.week == LAST:
            return (day + 7 * DAY).month != day.month
        return (day.day - 1) // 7 + 1 == pattern.week
    return (_week(day) - _week(pattern.begins)) % WEEKS[pattern.every] == 0


def _week(day: date) -> int:
    """The number of a week that begins on Monday, counted from the beginning of the calendar."""
    return (day.toordinal() - 1) // 7


def is_weekly_turn(pattern: Pattern, day: date) -> bool:
    """Whether what is overdue is asked for on this day: once a week, on the pattern's first weekday."""
    return day.weekday() == min(pattern.weekdays)


def last_turn(pattern: Pattern, day: date, *, since: date) -> date | None:
    """The latest turn from `since` to `day`, both included; None when there was none."""
    turn = day
    while turn >= since and (day - turn).days <= 62:
        if is_turn(pattern, turn):
            return turn
        turn -= DAY
    return None


def longest_gap(pattern: Pattern) -> int:
    """So many days lie between two turns at most, days off left aside."""
    if pattern.every is Every.MONTH:
        return FIVE_WEEKS
    days = sorted(pattern.weekdays)
    within = [later - earlier for earlier, later in pairwise(days)]
    return max([*within, 7 * WEEKS[pattern.every] - (days[-1] - days[0])])


def next_turns(pattern: Pattern, after: date, count: int, off: DaysOff = DaysOff()) -> list[date]:
    """The next days on which it asks, from the day after `after` on; what falls on a day off is moved."""
    found: list[date] = []
    day = after
    for _day in range(400):
        day += DAY
        if any(is_turn(pattern, turn) for turn in taken_on(day, off, pattern.working_days) if turn > after):
            found.append(day)
            if len(found) == count:
                break
    return found


@lru_cache(maxsize=4096)  # the same for most people of a day
def taken_on(day: date, off: DaysOff, working_days: frozenset[int] = WORKING_DAYS) -> tuple[date, ...]:
    """The days whose turns are taken on `day`: itself and the days off right before it. Empty on a day off."""

    def is_off(any_day: date) -> bool:
        return any_day.weekday() not in working_days or off.holds(any_day)

    if is_off(day):
        return ()
    found = [day]
    before = day - DAY
    while is_off(before) and len(found) <= LOOK_BACK:
        found.append(before)
        before -= DAY
    return tuple(found)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone show this time on this day, in UTC.

    A time that is skipped in spring becomes the same stretch later; one that comes twice in autumn is the first.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
