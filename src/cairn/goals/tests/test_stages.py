"""Evenly spaced phased targets to begin with (spec okrs §5.7)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, problems
from cairn.goals.progress import expected
from cairn.goals.stages import Step, even_stages

from .outcomes import D

JULY, SEPTEMBER_END = date(2026, 7, 1), date(2026, 9, 30)


def stages(step, first=0, target=100, start=JULY, due=SEPTEMBER_END):
    return [(stage.date, stage.value) for stage in even_stages(start, due, D(first), D(target), step)]


def test_by_month_each_ends_with_its_month():
    assert stages(Step.MONTH) == [(date(2026, 7, 31), 33), (date(2026, 8, 31), 67), (SEPTEMBER_END, 100)]


def test_by_week_each_is_seven_days_after_the_one_before():
    found = stages(Step.WEEK)
    assert found[0] == (date(2026, 7, 7), 7)
    assert {(after[0] - before[0]).days for before, after in pairwise(found[:-1])} == {7}
    assert found[-1] == (SEPTEMBER_END, 100)


def test_by_quarter_a_year_has_four():
    found = stages(Step.QUARTER, start=date(2026, 1, 1), due=date(2026, 12, 31), first=10, target=20)
    assert [day for day, _value in found] == [
        date(2026, 3, 31), date(2026, 6, 30), SEPTEMBER_END, date(2026, 12, 31)
    ]  # fmt: skip


def test_small_ways_keep_two_decimals_and_falling_ones_fall():
    assert stages(Step.MONTH, first="4.5", target=2) == [
        (date(2026, 7, 31), D("3.68")), (date(2026, 8, 31), D("2.82")), (SEPTEMBER_END, 2)
    ]  # fmt: skip


def test_a_goal_of_one_day_has_none():
    assert stages(Step.WEEK, due=JULY) == []


def test_the_calendar_may_end():
    assert stages(Step.QUARTER, start=date(9999, 11, 1), due=date.max)[-1][0] == date.max


@pytest.mark.parametrize("step", Step)
@given(start=st.dates(date(2000, 1, 1), date(2100, 1, 1)), length=st.integers(1, 800), target=st.integers(1, 10_000))
def test_they_can_be_saved_and_expect_what_a_straight_line_does(step, start, length, target):
    due = start + timedelta(length)
    phases = even_stages(start, due, D(0), D(target), step)
    outcome = Outcome(OutcomeType.METRIC, MetricKind.INCREASE, start=D(0), target=D(target), phases=phases)
    assert problems(outcome, start, due) == []
    middle = start + timedelta(length // 2)
    straight = Outcome(OutcomeType.METRIC, MetricKind.INCREASE, start=D(0), target=D(target))
    rounding = D(100) / target  # a value is rounded to a whole at most
    assert abs(expected(outcome, start, due, middle) - expected(straight, start, due, middle)) <= rounding
