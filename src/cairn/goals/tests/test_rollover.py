"""What a copy in a later period takes along (spec okrs §10.4)."""

from datetime import date

import pytest
from hypothesis import assume, given

from cairn.goals.outcome import MetricKind, Outcome, problems
from cairn.goals.progress import counted, of_value
from cairn.goals.rollover import Mode, carried

from .outcomes import (
    PERCENT,
    D,
    baseline,
    decrease,
    figures,
    increase,
    phases,
    reach,
    scaled_outcomes,
    stay_above,
    stay_between,
)

OCTOBER, DECEMBER_END = date(2026, 10, 1), date(2026, 12, 31)
OLD_STAGE = phases((date(2026, 8, 15), 8))


def carry(outcome, value, mode):
    return carried(outcome, None if value is None else D(value), mode, OCTOBER, DECEMBER_END)


def progress_of(copy):
    return of_value(copy.outcome, copy.value)


def test_golden_26_reset_starts_where_the_original_ended():
    copy = carry(increase(0, 10), 5, Mode.RESET)
    assert (copy.outcome.start, copy.outcome.target, progress_of(copy)) == (5, 10, 0)
    assert of_value(copy.outcome, D(7)) == 40


def test_golden_27_preserve_keeps_start_value_and_target():
    copy = carry(increase(0, 10), 5, Mode.PRESERVE)
    assert (copy.outcome.start, copy.outcome.target, progress_of(copy)) == (0, 10, 50)
    assert of_value(copy.outcome, D(7)) == 70


def test_golden_28_percent_complete():
    assert progress_of(carry(PERCENT, 60, Mode.RESET)) == 0
    assert progress_of(carry(PERCENT, 60, Mode.PRESERVE)) == 60


def test_golden_29_a_falling_metric_is_reset():
    copy = carry(decrease(35, 24), 30, Mode.RESET)
    assert (copy.outcome.start, copy.outcome.target, progress_of(copy)) == (30, 24, 0)
    assert of_value(copy.outcome, D(27)) == 50


def test_a_falling_metric_is_preserved():
    assert progress_of(carry(decrease(35, 24), 30, Mode.PRESERVE)) == D("45.4545")


def test_a_control_keeps_its_bounds_and_on_preserve_its_value():
    for outcome in (stay_above(9, risk=8), stay_between(10, 11, tolerance=1)):
        assert (carry(outcome, 10, Mode.RESET).outcome, carry(outcome, 10, Mode.RESET).value) == (outcome, None)
        assert carry(outcome, 10, Mode.PRESERVE).value == 10


def test_a_baseline_is_emptied_and_on_preserve_keeps_its_value():
    assert carry(baseline(), 42, Mode.RESET).value is None
    assert carry(baseline(), 42, Mode.PRESERVE).value == 42


@pytest.mark.parametrize(
    ("outcome", "value"), [(increase(0, 10), 12), (increase(0, 10), 10), (reach(10), 12), (decrease(35, 24), 20)]
)
def test_a_target_that_is_reached_already_has_to_be_set_anew(outcome, value):
    copy = carry(outcome, value, Mode.RESET)
    assert copy.needs_new_target
    assert (copy.outcome.start, copy.outcome.target) == (value, None)
    assert [problem.field for problem in problems(copy.outcome)] == ["target"]


def test_preserve_never_asks_for_a_new_target():
    copy = carry(increase(0, 10), 12, Mode.PRESERVE)
    assert not copy.needs_new_target
    assert progress_of(copy) == 120


def test_reach_becomes_increase_when_it_no_longer_starts_at_zero():
    assert carry(reach(10), 4, Mode.RESET).outcome.kind == MetricKind.INCREASE
    assert carry(reach(10), 0, Mode.RESET).outcome.kind == MetricKind.REACH
    assert carry(reach(-10), -4, Mode.RESET).outcome.kind == MetricKind.DECREASE


def test_a_metric_that_was_never_checked_in_starts_at_its_old_start():
    copy = carry(increase(30, 50), None, Mode.RESET)
    assert (copy.outcome.start, copy.value) == (30, 30)


def test_a_metric_without_a_target_still_needs_one():
    assert carry(increase(30, None), 40, Mode.RESET).needs_new_target


def test_reset_drops_phased_targets():
    assert carry(increase(0, 10, phases=OLD_STAGE), 5, Mode.RESET).outcome.phases == ()
    assert carry(Outcome.percent(OLD_STAGE), 5, Mode.RESET).outcome.phases == ()


def test_preserve_keeps_phased_targets_only_where_they_fit_the_new_dates():
    fitting = phases((date(2026, 11, 15), 8))
    assert carry(increase(0, 10, phases=OLD_STAGE), 5, Mode.PRESERVE).outcome.phases == ()
    assert carry(increase(0, 10, phases=fitting), 5, Mode.PRESERVE).outcome.phases == fitting


@given(scaled_outcomes(), figures)
def test_a_reset_copy_always_starts_at_zero_percent(outcome, value):
    copy = carried(outcome, value, Mode.RESET, OCTOBER, DECEMBER_END)
    assert counted(progress_of(copy)) == 0


@given(scaled_outcomes(), figures)
def test_a_reset_copy_can_be_saved_unless_it_asks_for_a_target(outcome, value):
    copy = carried(outcome, value, Mode.RESET, OCTOBER, DECEMBER_END)
    assume(not copy.needs_new_target)
    assert problems(copy.outcome, OCTOBER, DECEMBER_END) == []


@given(scaled_outcomes(), figures)
def test_a_preserved_copy_keeps_its_progress(outcome, value):
    copy = carried(outcome, value, Mode.PRESERVE, OCTOBER, DECEMBER_END)
    assert progress_of(copy) == of_value(outcome, value)
