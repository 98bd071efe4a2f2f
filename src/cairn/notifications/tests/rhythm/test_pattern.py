"""On which days a rhythm falls, and at which instant (spec okrs §15.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from cairn.notifications.rhythm.pattern import (
    LAST,
    DaysOff,
    Every,
    Pattern,
    instant,
    is_turn,
    last_turn,
    longest_gap,
    next_turns,
    taken_on,
)

MONDAY, TUESDAY, FRIDAY, SATURDAY = 0, 1, 4, 5


def turns(pattern: Pattern, month: int, year: int = 2026) -> list[int]:
    """The days of a month on which it falls."""
    days = (date(year, month, 1) + timedelta(days=number) for number in range(31))
    return [day.day for day in days if day.month == month and is_turn(pattern, day)]


@pytest.mark.parametrize(
    ("pattern", "days"),
    [
        (Pattern(), [2, 9, 16, 23, 30]),
        (Pattern(weekdays=frozenset({MONDAY, FRIDAY})), [2, 6, 9, 13, 16, 20, 23, 27, 30]),
        (Pattern(Every.TWO_WEEKS, begins=date(2026, 11, 4)), [2, 16, 30]),
        (Pattern(Every.TWO_WEEKS, begins=date(2026, 11, 9)), [9, 23]),
        (Pattern(Every.TWO_WEEKS, begins=date(2027, 5, 10)), [9, 23]),
        (Pattern(Every.THREE_WEEKS, frozenset({TUESDAY}), begins=date(2026, 11, 1)), [17]),
        (Pattern(Every.MONTH, week=1), [2]),
        (Pattern(Every.MONTH, week=4), [23]),
        (Pattern(Every.MONTH, week=LAST), [30]),
        (Pattern(Every.MONTH, frozenset({FRIDAY}), week=LAST), [27]),
        (Pattern(Every.MONTH, frozenset({MONDAY, SATURDAY}), week=1), [2, 7]),
    ],
)  # fmt: skip
def test_the_days_of_november_2026(pattern: Pattern, days: list[int]) -> None:
    assert turns(pattern, 11) == days


def test_a_month_has_one_first_and_one_last_monday_whatever_its_length() -> None:
    for week in (1, 2, 3, 4, LAST):
        pattern = Pattern(Every.MONTH, week=week)
        assert [len(turns(pattern, month, year)) for year in (2024, 2026) for month in range(1, 13)] == [1] * 24


def test_a_rhythm_of_two_weeks_goes_on_over_the_turn_of_the_year() -> None:
    pattern = Pattern(Every.TWO_WEEKS, begins=date(2026, 12, 21))
    assert (turns(pattern, 12), turns(pattern, 1, 2027)) == ([7, 21], [4, 18])


@pytest.mark.parametrize(
    ("pattern", "days"),
    [
        (Pattern(), 7),
        (Pattern(weekdays=frozenset({MONDAY, 3})), 4),
        (Pattern(weekdays=frozenset(range(5))), 3),
        (Pattern(weekdays=frozenset({MONDAY, SATURDAY})), 5),
        (Pattern(Every.TWO_WEEKS, frozenset({MONDAY, 3})), 11),
        (Pattern(Every.THREE_WEEKS), 21),
        (Pattern(Every.MONTH, week=1), 35),
        (Pattern(Every.MONTH, frozenset({FRIDAY}), week=LAST), 35),
    ],
)
def test_how_long_one_waits_for_the_next_turn(pattern: Pattern, days: int) -> None:
    """Counted out over three years."""
    every = (date(2025, 1, 1) + timedelta(days=number) for number in range(3 * 365))
    found = [day for day in every if is_turn(pattern, day)]
    assert max((later - earlier).days for earlier, later in pairwise(found)) == longest_gap(pattern) == days


def test_a_turn_on_a_holiday_is_taken_on_the_next_working_day() -> None:
    easter = DaysOff(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))  # Good Friday and Easter Monday
    assert next_turns(Pattern(), date(2026, 3, 30), 2, easter) == [date(2026, 4, 7), date(2026, 4, 13)]
    assert next_turns(Pattern(weekdays=frozenset({FRIDAY})), date(2026, 4, 1), 2, easter) == [
        date(2026, 4, 7),
        date(2026, 4, 10),
    ]


def test_two_weeks_away_become_one_turn_on_the_first_working_day() -> None:
    away = DaysOff(absences=((date(2026, 11, 7), date(2026, 11, 20)),))  # Saturday to Friday
    assert next_turns(Pattern(), date(2026, 11, 2), 2, away) == [date(2026, 11, 23), date(2026, 11, 30)]
    assert taken_on(date(2026, 11, 20), away) == ()
    assert len(taken_on(date(2026, 11, 23), away)) == 17


def test_a_weekend_works_only_for_who_is_asked_on_it() -> None:
    assert taken_on(date(2026, 11, 7), DaysOff()) == ()
    assert taken_on(date(2026, 11, 7), DaysOff(), Pattern(weekdays=frozenset({SATURDAY})).working_days) == (
        date(2026, 11, 7),
    )


def test_the_last_turn_counts_from_the_beginning_of_the_goal() -> None:
    assert last_turn(Pattern(), date(2026, 11, 22), since=date(2026, 10, 1)) == date(2026, 11, 16)
    assert last_turn(Pattern(), date(2026, 11, 22), since=date(2026, 11, 17)) is None


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        ("Europe/Vienna", date(2026, 3, 27), 9, datetime(2026, 3, 27, 8, tzinfo=UTC)),
        ("Europe/Vienna", date(2026, 3, 30), 9, datetime(2026, 3, 30, 7, tzinfo=UTC)),
        ("Europe/Vienna", date(2026, 3, 29), 2, datetime(2026, 3, 29, 1, tzinfo=UTC)),  # skipped: 03:00 summer time
        ("Europe/Vienna", date(2026, 10, 25), 2, datetime(2026, 10, 25, 0, tzinfo=UTC)),  # twice: the first
        ("America/Los_Angeles", date(2026, 3, 9), 9, datetime(2026, 3, 9, 16, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 3, 9), 9, datetime(2026, 3, 9, 3, 15, tzinfo=UTC)),
        ("Pacific/Kiritimati", date(2026, 3, 9), 9, datetime(2026, 3, 8, 19, tzinfo=UTC)),
    ],
)
def test_nine_in_the_morning_is_nine_by_the_clock_on_the_wall(
    zone: str, day: date, hour: int, moment: datetime
) -> None:
    assert instant(day, time(hour), ZoneInfo(zone)) == moment
