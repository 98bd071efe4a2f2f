"""The schedule of a status until the next write (spec okrs §6.2; the idea stands in status.py)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.outcome import Outcome
from cairn.goals.progress import expected
from cairn.goals.status import EVER, Schedule, Status, Thresholds, from_progress, of_automatic

from .outcomes import PERCENT, D, baseline, percents, phases, running_goals, stay_above

USUAL = Thresholds()
JULY, SEPTEMBER_END = date(2026, 7, 1), date(2026, 9, 30)
BADNESS = [Status.NOT_STARTED, Status.ON_TRACK, Status.BEHIND, Status.AT_RISK]

maybe_days = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
schedules = st.builds(Schedule, maybe_days, maybe_days, maybe_days)
thresholds = st.tuples(st.integers(0, 49), st.integers(50, 100)).map(lambda pair: Thresholds(D(pair[0]), D(pair[1])))


def of(progress, has_check_in=True, outcome=PERCENT, **more):
    return of_automatic(
        outcome, None if progress is None else D(progress), JULY, SEPTEMBER_END, USUAL, has_check_in, **more
    )


def test_a_checked_in_goal_falls_behind_and_then_into_risk_as_days_pass():
    schedule = of(40)
    assert schedule == Schedule(EVER, behind_from=date(2026, 8, 7), at_risk_from=date(2026, 8, 30))
    assert schedule.at(date(2026, 8, 6)) == Status.ON_TRACK
    assert schedule.at(date(2026, 8, 7)) == Status.BEHIND
    assert schedule.at(date(2026, 8, 30)) == Status.AT_RISK


def test_a_goal_that_is_done_stays_on_track_for_good():
    assert of(100) == Schedule(EVER, None, None)


def test_a_goal_near_its_end_can_no_longer_come_into_risk():
    assert of(75).at_risk_from is None


def test_a_goal_below_zero_is_behind_ever_since():
    assert of(-10).behind_from == EVER
    assert of(-26).at(date(2026, 1, 1)) == Status.AT_RISK


def test_phased_targets_spare_a_goal_that_is_planned_to_start_slowly():
    stages = phases((date(2026, 7, 31), 20), (date(2026, 8, 31), 50), (SEPTEMBER_END, 100))
    assert of(35, outcome=Outcome.percent(stages)).at(date(2026, 8, 15)) == Status.ON_TRACK
    assert of(35).at(date(2026, 8, 15)) == Status.BEHIND


def test_a_goal_nobody_touched_is_not_started_through_its_first_week():
    quiet = of(0, has_check_in=False)
    assert quiet.at(JULY - timedelta(30)) == Status.NOT_STARTED
    assert quiet.at(JULY + timedelta(6)) == Status.NOT_STARTED
    assert quiet.at(JULY + timedelta(7)) == Status.BEHIND


def test_a_check_in_or_any_progress_ends_the_grace():
    assert of(0, has_check_in=True).at(JULY + timedelta(1)) == Status.BEHIND
    assert of(1, has_check_in=False).at(JULY) == Status.ON_TRACK


def test_an_organisation_may_choose_another_grace():
    assert of(0, has_check_in=False, grace_days=0).at(JULY) == Status.ON_TRACK
    assert of(0, has_check_in=False, grace_days=14).at(JULY + timedelta(13)) == Status.NOT_STARTED


def test_a_control_follows_its_value_on_every_day():
    control = stay_above(9, risk=8)
    assert of(0, outcome=control, value=D("8.5")) == Schedule.always(Status.BEHIND)
    assert of(None, outcome=control, has_check_in=False) == Schedule.always(Status.NOT_STARTED)


def test_golden_07_a_baseline_is_in_progress_from_its_first_check_in():
    assert of(None, outcome=baseline()) == Schedule.always(Status.IN_PROGRESS)
    assert of(None, outcome=baseline(), has_check_in=False) == Schedule.always(Status.NOT_STARTED)


def test_a_goal_at_the_end_of_the_calendar_has_a_schedule():
    last = date.max
    assert of_automatic(PERCENT, D(0), last, last, USUAL, has_check_in=False).at(last) == Status.AT_RISK


@pytest.mark.parametrize("status", BADNESS)
def test_a_status_chosen_at_a_check_in_holds_on_every_day(status):
    assert Schedule.always(status).at(date.min) == status
    assert Schedule.always(status).at(date.max) == status


def test_in_progress_is_held_as_on_track():
    assert Schedule.always(Status.IN_PROGRESS) == Schedule.always(Status.ON_TRACK)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.POSTPONED])
def test_end_states_have_no_schedule(status):
    with pytest.raises(ValueError, match="end state"):
        Schedule.always(status)


def test_the_worst_of_none_is_not_started():
    assert Schedule.worst_of([]) == Schedule()


def test_only_what_came_about_before_a_day():
    schedule = Schedule(EVER, date(2026, 8, 6), date(2026, 8, 29))
    assert schedule.until(date(2026, 8, 29)) == Schedule(EVER, date(2026, 8, 6), None)
    assert schedule.until(EVER) == Schedule()
    assert schedule.until(None) == schedule


def test_the_changes_to_come_can_be_announced():
    schedule = Schedule(EVER, date(2026, 8, 6), date(2026, 8, 29))
    assert schedule.changes_after(date(2026, 8, 6)) == [(date(2026, 8, 29), Status.AT_RISK)]
    straight_to_behind = Schedule(date(2026, 7, 8), date(2026, 7, 8))
    assert straight_to_behind.changes_after(JULY) == [(date(2026, 7, 8), Status.BEHIND)]


def test_a_date_that_changes_nothing_is_not_announced():
    assert Schedule(EVER, date(2026, 8, 29), date(2026, 8, 6)).changes_after(JULY) == [
        (date(2026, 8, 6), Status.AT_RISK)
    ]


@given(running_goals(), percents, thresholds, st.integers(-20, 420))
def test_a_schedule_says_on_every_day_what_the_table_says(goal, progress, limits, offset):
    outcome, start, due = goal
    day = start + timedelta(offset)
    schedule = of_automatic(outcome, progress, start, due, limits, has_check_in=True)
    assert schedule.at(day) == from_progress(progress, expected(outcome, start, due, day), limits)


@given(running_goals(), thresholds, st.integers(-20, 420), st.integers(0, 30))
def test_a_quiet_schedule_is_the_table_once_the_grace_is_over(goal, limits, offset, grace):
    outcome, start, due = goal
    day = start + timedelta(offset)
    schedule = of_automatic(outcome, D(0), start, due, limits, has_check_in=False, grace_days=grace)
    if offset < grace:
        assert schedule.at(day) == Status.NOT_STARTED
    else:
        assert schedule.at(day) == from_progress(D(0), expected(outcome, start, due, day), limits)


@given(st.lists(schedules, max_size=5), st.dates(date(2025, 12, 1), date(2027, 1, 31)))
def test_the_worst_of_several_is_the_worst_on_every_day(several, day):
    worst = max((schedule.at(day) for schedule in several), key=BADNESS.index, default=Status.NOT_STARTED)
    assert Schedule.worst_of(several).at(day) == worst


@given(schedules, st.dates(date(2025, 12, 1), date(2027, 1, 31)), st.integers(0, 400))
def test_no_status_improves_by_the_mere_passing_of_time(schedule, day, later):
    assert BADNESS.index(schedule.at(day)) <= BADNESS.index(schedule.at(day + timedelta(later)))
