"""Which phased targets are refused (spec okrs §5.7)."""

from datetime import date

import pytest
from hypothesis import given

from cairn.goals.outcome import Outcome, problems

from .outcomes import baseline, decrease, increase, phases, running_goals, stay_above

JULY, SEPTEMBER_END = date(2026, 7, 1), date(2026, 9, 30)
AUGUST, MID_AUGUST = date(2026, 8, 1), date(2026, 8, 15)


def refusals(outcome):
    found = problems(outcome, JULY, SEPTEMBER_END)
    assert all(problem.field == "phases" for problem in found)
    return [str(problem.sentence) for problem in found]


@pytest.mark.parametrize(
    "outcome",
    [
        increase(0, 10, phases=phases((AUGUST, 2), (MID_AUGUST, 2), (SEPTEMBER_END, 10))),
        decrease(50, 10, phases=phases((JULY, 50), (AUGUST, 45), (MID_AUGUST, 10))),
        Outcome.percent(phases((AUGUST, 20))),
    ],
)
def test_stages_that_lead_from_start_to_target_are_sound(outcome):
    assert refusals(outcome) == []


@pytest.mark.parametrize("outcome", [stay_above(9), baseline()])
def test_controls_and_baselines_have_no_phases(outcome):
    staged = type(outcome)(outcome.type, outcome.kind, target=outcome.target, phases=phases((AUGUST, 1)))
    assert refusals(staged) == ["Phased targets need a start and a target to lie between."]


def test_dates_must_increase():
    assert refusals(increase(0, 10, phases=phases((MID_AUGUST, 2), (AUGUST, 5)))) == [
        "The phased target of 2026-08-01 must be later than the one before it."
    ]


def test_two_targets_for_one_day_are_refused():
    assert len(refusals(increase(0, 10, phases=phases((AUGUST, 2), (AUGUST, 2))))) == 1


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 10, 1)])
def test_dates_must_lie_within_the_goal(day):
    assert refusals(increase(0, 10, phases=phases((day, 5)))) == [
        f"The phased target of {day} lies outside 2026-07-01 to 2026-09-30."
    ]


def test_stages_of_an_increase_may_not_step_back():
    assert refusals(increase(0, 10, phases=phases((AUGUST, 5), (MID_AUGUST, "2.5")))) == [
        "The phased target of 2026-08-15 steps back from 5 to 2.5."
    ]


def test_stages_of_a_decrease_may_not_rise():
    assert refusals(decrease(50, 10, phases=phases((AUGUST, 20), (MID_AUGUST, 30)))) == [
        "The phased target of 2026-08-15 steps back from 20 to 30."
    ]


@pytest.mark.parametrize("value", [-1, 11])
def test_stages_lie_between_start_and_target(value):
    assert refusals(increase(0, 10, phases=phases((AUGUST, value)))) == [
        "The phased target of 2026-08-01 does not lie between the start and the target."
    ]


def test_the_last_day_has_the_target_and_the_first_one_the_start():
    assert refusals(increase(0, 10, phases=phases((JULY, 1), (SEPTEMBER_END, 9)))) == [
        "On the first day, 2026-07-01, the phased target must be the start, 0.",
        "On the last day, 2026-09-30, the phased target must be the target, 10.",
    ]


def test_a_broken_range_is_told_before_its_phases():
    broken = increase(10, 10, phases=phases((AUGUST, 99)))
    assert [problem.field for problem in problems(broken, JULY, SEPTEMBER_END)] == ["target"]


def test_without_the_dates_of_the_goal_only_the_order_is_checked():
    assert problems(increase(0, 10, phases=phases((date(1999, 1, 1), 5)))) == []


@given(running_goals())
def test_drawn_stages_are_sound(goal):
    outcome, start, due = goal
    assert problems(outcome, start, due) == []
