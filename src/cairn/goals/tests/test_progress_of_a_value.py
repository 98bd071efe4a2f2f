"""Progress of one value (spec okrs §5.1, §5.2, §5.8)."""

from dataclasses import replace

import pytest
from hypothesis import given

from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.goals.progress import bar, counted, of_value

from .outcomes import (
    PERCENT,
    D,
    baseline,
    decrease,
    figures,
    increase,
    reach,
    scaled_outcomes,
    stay_above,
    stay_below,
    stay_between,
)


def test_golden_01_increase():
    assert of_value(increase(30, 50), D(40)) == 50


def test_golden_02_increase_from_a_quarter_of_the_way():
    assert of_value(increase(15, 35), D(20)) == 25


def test_golden_03_decrease():
    assert of_value(decrease(50, 10), D(30)) == 50


@pytest.mark.parametrize(("value", "raw", "shown_bar", "rolled_up"), [(60, "-25", 0, 0), (5, "112.5", 100, 100)])
def test_golden_04_decrease_beyond_both_ends(value, raw, shown_bar, rolled_up):
    progress = of_value(decrease(50, 10), D(value))
    assert progress == D(raw)
    assert bar(progress) == shown_bar
    assert counted(progress) == rolled_up


def test_golden_05_touching_the_line_of_stay_below_is_not_met():
    assert of_value(stay_below(2), D("2.0")) == 0


def test_golden_06_the_risk_band_of_stay_above_has_no_progress():
    assert of_value(stay_above(9, risk=8), D("8.5")) == 0


def test_golden_07_a_baseline_has_no_progress():
    assert of_value(baseline(), D(42)) is None


def test_percent_complete_is_the_value_itself():
    assert of_value(PERCENT, D(47)) == 47


def test_reach_counts_from_zero():
    assert of_value(reach(8), D(6)) == 75


@pytest.mark.parametrize(("value", "progress"), [("9.2", 100), ("9", 0), ("8", 0)])
def test_stay_above_is_all_or_nothing(value, progress):
    assert of_value(stay_above(9), D(value)) == progress


@pytest.mark.parametrize(("value", "progress"), [("1.9", 100), ("2.0", 0), ("2.4", 0)])
def test_stay_below_is_all_or_nothing(value, progress):
    assert of_value(stay_below(2), D(value)) == progress


@pytest.mark.parametrize(("value", "progress"), [("9.99", 0), ("10", 100), ("10.5", 100), ("11", 100), ("11.01", 0)])
def test_the_bounds_of_stay_between_belong_to_it(value, progress):
    assert of_value(stay_between(10, 11, tolerance=1), D(value)) == progress


def test_before_any_check_in_a_scaled_goal_stands_at_its_start():
    assert of_value(increase(30, 50), None) == 0


def test_before_any_check_in_a_control_has_no_progress():
    assert of_value(stay_above(9), None) is None


def test_progress_is_rounded_once_to_four_decimals():
    assert str(of_value(increase(0, 3), D(2))) == "66.6667"


@pytest.mark.parametrize(("value", "progress"), [(9, 0), (10, 100), (11, 100)])
def test_an_imported_start_that_equals_its_target_is_reached_or_not(value, progress):
    assert of_value(increase(10, 10), D(value)) == progress


@pytest.mark.parametrize(
    "outcome",
    [
        increase(0, None),
        stay_above(None),
        stay_between(None, 11),
        stay_between(10, None),
        Outcome(OutcomeType.METRIC),
    ],
)
def test_an_outcome_that_lacks_its_numbers_has_no_progress(outcome):
    assert of_value(outcome, D(5)) is None


def test_an_astronomic_overshoot_is_kept_within_fifteen_digits():
    assert of_value(increase(0, "0.0001"), D(10) ** 14) == D("999999999999999")


@pytest.mark.parametrize(
    ("progress", "over_achievement", "counts"),
    [("-3", False, 0), ("40", False, 40), ("140", False, 100), ("140", True, 140), ("240", True, 200)],
)
def test_a_child_counts_within_its_clamp(progress, over_achievement, counts):
    assert counted(D(progress), over_achievement) == counts


def test_what_has_no_progress_counts_as_zero():
    assert counted(None) == 0
    assert bar(None) == 0


@given(scaled_outcomes(), figures)
def test_progress_does_not_depend_on_the_direction(outcome, value):
    other_way = {MetricKind.INCREASE: MetricKind.DECREASE, MetricKind.DECREASE: MetricKind.INCREASE}
    mirror = replace(outcome, kind=other_way[outcome.kind], start=-outcome.start, target=-outcome.target)
    assert of_value(mirror, -value) == of_value(outcome, value)


@given(scaled_outcomes())
def test_the_start_is_zero_and_the_target_a_hundred(outcome):
    assert of_value(outcome, outcome.start) == 0
    assert of_value(outcome, outcome.target) == 100
