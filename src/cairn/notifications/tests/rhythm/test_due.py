"""What a person is asked for on a day (spec okrs §15.2, §15.4 rows 1, 21, 30)."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID, uuid5

import pytest

from cairn.notifications.rhythm.due import Item, Message, Why, is_missed, is_owed, message, reason
from cairn.notifications.rhythm.pattern import DaysOff, Pattern

MAX = UUID(int=7)
START, DUE = date(2026, 7, 1), date(2026, 9, 30)  # a Wednesday and a Wednesday
NOWHERE = DaysOff()


def item(name: str = "shops", *, checked_in: date | None = None, due: date = DUE, **pattern: object) -> Item:
    return Item(uuid5(MAX, name), MAX, Pattern(**pattern), START, due, checked_in)  # type: ignore[arg-type]


def told(*items: Item, day: date, off: DaysOff = NOWHERE) -> Message:
    found = message(items, day, off)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 6, 29), None),  # the Monday before it begins
        (date(2026, 7, 6), Why.CHECK_IN), (date(2026, 7, 7), None),
        (date(2026, 9, 23), Why.DUE_SOON), (date(2026, 9, 28), Why.CHECK_IN),
        (date(2026, 10, 5), Why.OVERDUE), (date(2026, 10, 6), None), (date(2027, 3, 1), Why.OVERDUE),
    ],
)  # fmt: skip
def test_the_life_of_an_item(day: date, why: Why | None) -> None:
    assert reason(item(), day, NOWHERE) is why


@pytest.mark.parametrize(
    ("skip", "days_ago", "is_asked"), [(5, 2, False), (5, 4, False), (5, 5, True), (0, 1, True), (0, 0, False)]
)
def test_golden_35_who_checked_in_lately_is_left_out_if_the_rhythm_says_so(
    skip: int, days_ago: int, is_asked: bool
) -> None:
    """Spec: X = 5 and an update 2 days ago is left out; without X even yesterday's is asked for."""
    monday = date(2026, 7, 20)
    row = item(checked_in=date(2026, 7, 20 - days_ago), skip_days=skip)
    assert (reason(row, monday, NOWHERE) is Why.CHECK_IN) is is_asked


def test_what_is_overdue_comes_once_a_week_however_the_rhythm_runs() -> None:
    row = item(weekdays=frozenset({0, 3}), every="month")
    october = [day for day in range(1, 32) if reason(row, date(2026, 10, day), NOWHERE)]
    assert october == [5, 12, 19, 26]


def test_one_message_holds_everything_with_the_overdue_first_at_the_earliest_time() -> None:
    old = item("old", due=date(2026, 7, 1))
    early, late = item("early", at=time(8)), item("late", at=time(14))
    found = told(late, old, early, day=date(2026, 7, 6))
    assert (found.at, found.main) == (time(8), Why.CHECK_IN)
    assert found.items[0] == (old, Why.OVERDUE)
    assert set(found.ids(Why.CHECK_IN)) == {early.id, late.id}


def test_a_warning_that_falls_on_a_sunday_comes_on_monday() -> None:
    row = item(due=date(2026, 9, 27), weekdays=frozenset({3}))
    days = [day for day in range(14, 28) if reason(row, date(2026, 9, day), NOWHERE) is Why.DUE_SOON]
    assert days == [21]


def test_nobody_is_asked_while_away_and_once_after() -> None:
    off = DaysOff(absences=((date(2026, 7, 10), date(2026, 7, 22)),))
    july = [day for day in range(1, 32) if message([item()], date(2026, 7, day), off)]
    assert july == [6, 23, 27]


def test_there_is_no_message_when_nothing_is_asked_for() -> None:
    assert message([item()], date(2026, 7, 7), NOWHERE) is None


@pytest.mark.parametrize(
    ("checked_in", "day", "owed"),
    [
        (None, date(2026, 7, 3), False),  # no turn yet
        (None, date(2026, 7, 6), True), (date(2026, 7, 5), date(2026, 7, 6), True),
        (date(2026, 7, 6), date(2026, 7, 6), False), (date(2026, 7, 6), date(2026, 7, 12), False),
        (date(2026, 7, 6), date(2026, 7, 13), True), (date(2026, 9, 30), date(2026, 10, 1), False),
        (date(2026, 9, 30), date(2026, 10, 5), True), (date(2026, 10, 5), date(2026, 10, 8), False),
    ],
)  # fmt: skip
def test_a_check_in_is_owed_from_the_turn_on_until_it_is_there(
    checked_in: date | None, day: date, owed: bool
) -> None:
    assert is_owed(item(checked_in=checked_in), day) is owed


def test_what_is_fresh_enough_for_the_rhythm_is_not_owed() -> None:
    assert not is_owed(item(checked_in=date(2026, 7, 3), skip_days=5), date(2026, 7, 6))
    assert is_owed(item(checked_in=date(2026, 7, 1), skip_days=5), date(2026, 7, 6))


@pytest.mark.parametrize(
    ("checked_in", "missed"), [(None, True), (date(2026, 7, 5), True), (date(2026, 7, 8), False)]
)
def test_a_manager_hears_on_monday_of_what_was_asked_for_the_week_before(
    checked_in: date | None, missed: bool
) -> None:
    assert is_missed(item(checked_in=checked_in), date(2026, 7, 13), NOWHERE) is missed
    assert not is_missed(item(checked_in=None), date(2026, 7, 6), NOWHERE)  # asked for this morning only


def test_nobody_missed_anything_while_away() -> None:
    off = DaysOff(absences=((date(2026, 7, 5), date(2026, 7, 6)),))
    assert not is_missed(item(), date(2026, 7, 13), off)
