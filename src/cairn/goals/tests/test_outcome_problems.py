"""What is refused when an outcome is saved (spec okrs §4.2, §5.2)."""

from dataclasses import replace

import pytest
from hypothesis import given

from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, problems

from .outcomes import (
    PERCENT,
    D,
    baseline,
    decrease,
    increase,
    metric,
    reach,
    scaled_outcomes,
    stay_above,
    stay_below,
    stay_between,
)


def found(outcome):
    return [(problem.field, str(problem.sentence)) for problem in problems(outcome)]


@pytest.mark.parametrize(
    "outcome",
    [
        PERCENT,
        reach(10),
        reach(-10),
        increase(-5, 5),
        decrease(50, 10),
        stay_above(9),
        stay_above(9, risk=8),
        stay_below(2, risk=3),
        stay_between(10, 11),
        stay_between(10, 11, tolerance="0.5"),
        baseline(),
    ],
)
def test_sound_outcomes_have_no_problems(outcome):
    assert found(outcome) == []


@pytest.mark.parametrize("kind", [MetricKind.INCREASE, MetricKind.DECREASE])
def test_a_target_must_differ_from_its_start(kind):
    assert found(metric(kind, 10, 10)) == [("target", "The target must differ from the start.")]


def test_a_reach_of_zero_goes_nowhere():
    assert found(reach(0)) == [("target", "The target must differ from the start.")]


def test_an_increase_that_falls_offers_decrease():
    assert found(increase(50, "10.5")) == [
        ("kind", "The target 10.5 lies below the start 50. Did you mean “Decrease from”?")
    ]


def test_a_decrease_that_rises_offers_increase():
    assert found(decrease(10, 50)) == [
        ("kind", "The target 50 lies above the start 10. Did you mean “Increase from”?")
    ]


def test_reach_starts_at_zero():
    assert [field for field, _ in found(metric(MetricKind.REACH, 5, 10))] == ["start"]


@pytest.mark.parametrize(
    "kind", [kind for kind in MetricKind if kind not in {MetricKind.BASELINE, MetricKind.STAY_BETWEEN}]
)
def test_a_metric_needs_a_target(kind):
    assert found(metric(kind)) == [("target", "Enter a target.")]


def test_a_metric_needs_a_kind():
    assert found(Outcome(OutcomeType.METRIC)) == [("kind", "Choose how the metric is measured.")]


@pytest.mark.parametrize("changed", [{"start": D(10)}, {"target": D(90)}, {"target": None}])
def test_percent_complete_runs_from_nothing_to_all(changed):
    assert [field for field, _ in found(replace(PERCENT, **changed))] == ["target"]


@pytest.mark.parametrize("risk", [9, 10])
def test_the_risk_of_stay_above_lies_below_its_target(risk):
    assert found(stay_above(9, risk=risk)) == [("risk", "The risk threshold must lie below the target 9.")]


@pytest.mark.parametrize("risk", [1, 2])
def test_the_risk_of_stay_below_lies_above_its_target(risk):
    assert found(stay_below(2, risk=risk)) == [("risk", "The risk threshold must lie above the target 2.")]


def test_only_stay_above_and_stay_below_have_a_risk_threshold():
    for outcome in (increase(0, 10, risk=5), stay_between(1, 2, risk=1), replace(PERCENT, risk=D(5))):
        assert [field for field, _ in found(outcome)] == ["risk"]


@pytest.mark.parametrize(("low", "high"), [(11, 10), (10, 10)])
def test_the_lower_bound_lies_below_the_upper_one(low, high):
    assert found(stay_between(low, high)) == [("high", "The lower bound must be smaller than the upper bound.")]


def test_stay_between_needs_both_bounds():
    assert [field for field, _ in found(stay_between(None, None))] == ["low", "high"]


def test_a_tolerance_has_a_width():
    assert [field for field, _ in found(stay_between(10, 11, tolerance=0))] == ["tolerance"]


def test_bounds_and_tolerance_belong_to_stay_between_alone():
    assert [field for field, _ in found(increase(0, 10, low=1, tolerance=1))] == ["low", "tolerance"]


def test_a_problem_can_be_told_in_another_language():
    sentence = problems(stay_above(9, risk=10))[0].sentence
    assert sentence.translated(lambda message: message.upper().replace("%(TARGET)S", "%(target)s")).endswith(
        "TARGET 9."
    )


@given(scaled_outcomes())
def test_every_range_that_leads_somewhere_is_sound(outcome):
    assert problems(outcome) == []
