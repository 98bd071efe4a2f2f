"""What a day expects (spec okrs §5.7)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.outcome import Outcome
from cairn.goals.progress import expected, first_day_above

from .outcomes import PERCENT, D, decrease, increase, phases, running_goals, stay_above

JULY, SEPTEMBER_END = date(2026, 7, 1), date(2026, 9, 30)
MID_AUGUST = date(2026, 8, 15)
STAGES = phases((date(2026, 7, 31), 20), (date(2026, 8, 31), 50), (SEPTEMBER_END, 100))


def test_golden_16_a_straight_line():
    assert round(expected(PERCENT, JULY, SEPTEMBER_END, MID_AUGUST), 2) == D("49.45")


def test_a_straight_line_through_a_short_quarter():
    assert round(expected(PERCENT, date(2026, 1, 1), date(2026, 3, 31), date(2026, 2, 15)), 2) == D("50.56")


def test_golden_17_phased_targets_replace_the_straight_line():
    assert round(expected(Outcome.percent(STAGES), JULY, SEPTEMBER_END, MID_AUGUST), 2) == D("34.52")


def test_a_phase_is_expected_on_its_day():
    assert expected(Outcome.percent(STAGES), JULY, SEPTEMBER_END, date(2026, 8, 31)) == 50


def test_phases_of_a_metric_are_scaled_with_its_own_formula():
    bugs = decrease(50, 10, phases=phases((date(2026, 7, 31), 40)))
    assert expected(bugs, JULY, SEPTEMBER_END, date(2026, 7, 31)) == 25


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(2026, 6, 1), 0), (JULY, 0), (SEPTEMBER_END, 100), (date(2027, 1, 1), 100)],
)
def test_the_line_is_clamped_before_the_start_and_after_the_end(day, percent):
    assert expected(PERCENT, JULY, SEPTEMBER_END, day) == percent


def test_a_goal_of_one_day_is_expected_whole_on_that_day():
    assert expected(PERCENT, JULY, JULY, JULY) == 100
    assert expected(PERCENT, JULY, JULY, JULY - timedelta(1)) == 0


def test_dates_in_the_wrong_order_are_a_goal_of_one_day():
    assert expected(PERCENT, JULY, JULY - timedelta(9), JULY) == 100
    assert first_day_above(PERCENT, JULY, JULY - timedelta(9), D(0)) == JULY


def test_a_plan_that_steps_back_is_read_as_staying_level():
    plan = Outcome.percent(phases((date(2026, 7, 11), 60), (date(2026, 7, 21), 30)))
    assert expected(plan, JULY, SEPTEMBER_END, date(2026, 7, 16)) == 60
    assert expected(plan, JULY, SEPTEMBER_END, date(2026, 7, 21)) == 60


def test_phases_outside_the_dates_are_passed_over():
    plan = Outcome.percent(phases((date(2026, 1, 1), 90), (date(2027, 1, 1), 95)))
    assert expected(plan, JULY, SEPTEMBER_END, MID_AUGUST) == expected(PERCENT, JULY, SEPTEMBER_END, MID_AUGUST)


@pytest.mark.parametrize("outcome", [stay_above(9), increase(5, None), increase(5, 5)])
def test_what_has_no_range_expects_the_share_of_its_time(outcome):
    assert expected(outcome, JULY, JULY + timedelta(4), JULY + timedelta(1)) == 25


@pytest.mark.parametrize(
    ("level", "day"),
    [("-0.0001", date.min), ("0", date(2026, 7, 2)), ("50", date(2026, 8, 16)), ("99.9999", SEPTEMBER_END)],
)
def test_the_first_day_above_a_level(level, day):
    assert first_day_above(PERCENT, JULY, SEPTEMBER_END, D(level)) == day


def test_no_day_expects_more_than_everything():
    assert first_day_above(PERCENT, JULY, SEPTEMBER_END, D(100)) is None


@given(running_goals(), st.integers(-20, 420))
def test_the_expected_line_never_falls(goal, offset):
    outcome, start, due = goal
    day = start + timedelta(offset)
    assert 0 <= expected(outcome, start, due, day) <= expected(outcome, start, due, day + timedelta(1)) <= 100


@given(running_goals(), st.decimals(-5, 105, places=4), st.integers(-20, 420))
def test_a_day_is_above_the_level_exactly_from_the_first_day_above(goal, level, offset):
    outcome, start, due = goal
    day, first = start + timedelta(offset), first_day_above(outcome, start, due, level)
    assert (expected(outcome, start, due, day) > level) == (first is not None and day >= first)


def test_phases_that_a_file_gave_a_control_are_passed_over():
    control = replace(stay_above(9), phases=phases((JULY + timedelta(1), 10)))
    assert expected(control, JULY, JULY + timedelta(4), JULY + timedelta(1)) == 25
