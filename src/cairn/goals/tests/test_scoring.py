"""Scores, their colours and the preset of the closing panel (spec okrs §9.3, §9.4, §10.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.scoring import Bands, ChildScore, band, of_objective, preset, suggested
from cairn.goals.status import Status

from .outcomes import PERCENT, baseline, percents, stay_above

D = Decimal
BANDS = Bands()


def test_golden_23_closing_at_three_quarters():
    score = suggested(PERCENT, D(75))
    assert score == D("0.75")
    assert band(score, "aspirational", BANDS) == "green"
    assert band(score, "committed", BANDS) == "yellow"


def test_golden_24_closing_in_full():
    score = suggested(PERCENT, D(100))
    assert band(score, "aspirational", BANDS) == "orange"
    assert band(score, "committed", BANDS) == "green"


def test_golden_25_the_closing_panel_presets_by_progress():
    assert preset(D(0)) == Status.POSTPONED
    assert preset(D(1)) == Status.CLOSED


def test_nothing_moved_or_moved_backwards_is_postponed():
    assert preset(None) == Status.POSTPONED
    assert preset(D(-5)) == Status.POSTPONED


def test_a_baseline_that_was_found_is_closed():
    assert preset(None, has_value=True) == Status.CLOSED


@pytest.mark.parametrize(
    ("progress", "score"),
    [("70", "0.7"), ("66.6667", "0.67"), ("-20", "0"), ("112.5", "1"), ("0.4", "0"), ("12.5", "0.13")],
)
def test_the_suggested_score_is_the_clamped_progress(progress, score):
    assert suggested(PERCENT, D(progress)) == D(score)


def test_rounding_never_makes_a_full_score():
    assert suggested(PERCENT, D("99.9999")) == D("0.99")
    assert band(suggested(PERCENT, D("99.6")), "committed", BANDS) == "yellow"


def test_a_control_scores_one_or_nothing_and_a_baseline_has_no_score():
    assert suggested(stay_above(9), D(100)) == 1
    assert suggested(stay_above(9), D(0)) == 0
    assert suggested(stay_above(9), None) == 0
    assert suggested(baseline(), None) is None


def test_an_objective_scores_the_average_of_the_final_scores():
    children = [ChildScore(D("0.8")), ChildScore(D("1.0")), ChildScore(D("0.6"))]
    assert of_objective(children) == D("0.80")


def test_contributions_weigh_scores_as_they_weigh_progress():
    assert of_objective([ChildScore(D("0.8"), D(75)), ChildScore(D("0.4"))]) == D("0.70")


def test_postponed_unscored_and_excluded_children_do_not_count():
    children = [
        ChildScore(D("0.6")),
        ChildScore(D("0.0"), state="postponed"),
        ChildScore(None),
        ChildScore(D("0.1"), contribution=D(0)),
        ChildScore(D("0.1"), contributes=False),
    ]
    assert of_objective(children) == D("0.60")


def test_an_objective_without_scored_children_has_no_score():
    assert of_objective([]) is None
    assert of_objective([ChildScore(None), ChildScore(D(1), state="postponed")]) is None


def test_an_objective_reaches_the_full_score_only_with_full_children():
    nearly = [ChildScore(D("0.99")), *[ChildScore(D(1))] * 9]
    assert of_objective(nearly) == D("0.99")
    assert of_objective(nearly[1:]) == 1


@pytest.mark.parametrize(
    ("score", "aspirational", "committed"),
    [
        ("0.00", "red", "red"),
        ("0.49", "red", "red"),
        ("0.50", "yellow", "red"),
        ("0.69", "yellow", "red"),
        ("0.70", "green", "yellow"),
        ("0.99", "green", "yellow"),
        ("1.00", "orange", "green"),
    ],
)
def test_no_score_falls_between_two_colours(score, aspirational, committed):
    assert band(D(score), "aspirational", BANDS) == aspirational
    assert band(D(score), "committed", BANDS) == committed
    assert band(D(score), "learning", BANDS) is None


def test_an_open_goal_has_no_colour():
    assert band(None, "aspirational", BANDS) is None


def test_an_organisation_may_move_the_colours():
    strict = Bands(yellow=D("0.6"), green=D("0.8"), orange=D("0.95"))
    assert band(D("0.95"), "aspirational", strict) == "orange"
    assert band(D("0.79"), "committed", strict) == "red"


@pytest.mark.parametrize("bounds", [(0, "0.7", 1), ("0.7", "0.7", 1), ("0.5", "0.4", 1), ("0.5", "0.7", "1.1")])
def test_colours_in_the_wrong_order_are_refused(bounds):
    with pytest.raises(ValueError, match="The colours must begin"):
        Bands(*map(D, bounds))


@given(st.lists(percents, min_size=1, max_size=8))
def test_an_objective_scores_between_its_worst_and_its_best_child(progresses):
    scores = [suggested(PERCENT, progress) for progress in progresses]
    assert min(scores) <= of_objective([ChildScore(score) for score in scores]) <= max(scores)
