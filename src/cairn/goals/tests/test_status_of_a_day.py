"""Status from progress, of controls and of baselines (spec okrs §6.1, §6.2, §6.5)."""

import pytest

from cairn.goals.status import Status, Thresholds, as_shown, from_progress, of_control

from .outcomes import PERCENT, D, baseline, increase, stay_above, stay_below, stay_between

USUAL = Thresholds()


def test_golden_14_five_points_short_is_behind():
    assert from_progress(D(47), D(52), USUAL) == Status.BEHIND


def test_golden_15_twenty_five_points_short_is_behind_and_any_more_at_risk():
    assert from_progress(D(35), D(60), USUAL) == Status.BEHIND
    assert from_progress(D("34.9"), D(60), USUAL) == Status.AT_RISK


def test_as_far_as_expected_is_on_track():
    assert from_progress(D(30), D(30), USUAL) == Status.ON_TRACK
    assert from_progress(D(130), D(30), USUAL) == Status.ON_TRACK


def test_no_progress_counts_as_zero():
    assert from_progress(None, D(10), USUAL) == Status.BEHIND


def test_an_organisation_may_be_more_lenient():
    lenient = Thresholds(behind_over=D(10), at_risk_over=D(40))
    assert from_progress(D(50), D(60), lenient) == Status.ON_TRACK
    assert from_progress(D(50), D("60.0001"), lenient) == Status.BEHIND
    assert from_progress(D(50), D("90.0001"), lenient) == Status.AT_RISK


@pytest.mark.parametrize(("behind", "at_risk"), [(-1, 25), (25, 25), (30, 25), (0, 101)])
def test_thresholds_in_the_wrong_order_are_refused(behind, at_risk):
    with pytest.raises(ValueError, match="must begin at 0 points or more"):
        Thresholds(D(behind), D(at_risk))


def test_golden_05_touching_the_line_of_stay_below_is_at_risk():
    assert of_control(stay_below(2), D("2.0")) == Status.AT_RISK


def test_golden_06_between_risk_and_target_is_behind():
    assert of_control(stay_above(9, risk=8), D("8.5")) == Status.BEHIND


@pytest.mark.parametrize(
    ("value", "status"),
    [("9.01", Status.ON_TRACK), ("9", Status.BEHIND), ("8", Status.BEHIND), ("7.99", Status.AT_RISK)],
)
def test_the_edges_of_the_risk_band_of_stay_above_belong_to_it(value, status):
    assert of_control(stay_above(9, risk=8), D(value)) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("1.99", Status.ON_TRACK), ("2", Status.BEHIND), ("3", Status.BEHIND), ("3.01", Status.AT_RISK)],
)
def test_the_edges_of_the_risk_band_of_stay_below_belong_to_it(value, status):
    assert of_control(stay_below(2, risk=3), D(value)) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        *[("8.99", Status.AT_RISK), ("9", Status.BEHIND), ("9.99", Status.BEHIND), ("10", Status.ON_TRACK)],
        *[("11", Status.ON_TRACK), ("12", Status.BEHIND), ("12.01", Status.AT_RISK)],
    ],
)
def test_stay_between_has_its_tolerance_on_either_side(value, status):
    assert of_control(stay_between(10, 11, tolerance=1), D(value)) == status


def test_without_a_band_a_miss_is_at_risk():
    assert of_control(stay_between(10, 11), D("9.99")) == Status.AT_RISK
    assert of_control(stay_above(9), D(9)) == Status.AT_RISK


def test_a_control_without_a_value_or_a_bound_is_not_started():
    assert of_control(stay_above(9), None) == Status.NOT_STARTED
    assert of_control(stay_above(None), D(9)) == Status.NOT_STARTED
    assert of_control(increase(0, 10), D(9)) == Status.NOT_STARTED


def test_golden_07_a_baseline_with_a_value_is_in_progress():
    assert as_shown(baseline(), Status.ON_TRACK) == Status.IN_PROGRESS


def test_other_statuses_are_shown_as_they_are():
    assert as_shown(baseline(), Status.NOT_STARTED) == Status.NOT_STARTED
    assert as_shown(baseline(), Status.CLOSED) == Status.CLOSED
    assert as_shown(PERCENT, Status.ON_TRACK) == Status.ON_TRACK
