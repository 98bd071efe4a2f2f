"""Contributions of children (spec okrs §5.5)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cairn.goals.contributions import (
    QUICK_PICKS,
    ContributionError,
    among,
    from_weights,
    imported,
    shares,
)

D = Decimal
AUTO = None


def shown(exact):
    return [round(float(share), 2) for share in exact]


def test_golden_10_three_children_share_equally():
    assert shown(shares([AUTO, AUTO, AUTO])) == [33.33, 33.33, 33.33]
    assert sum(shares([AUTO, AUTO, AUTO])) == 100


def test_golden_11_adding_a_child_touches_only_the_automatic_ones():
    assert shown(shares([D(50), AUTO, AUTO])) == [50, 25, 25]
    assert shown(shares([D(50), AUTO, AUTO, AUTO])) == [50, 16.67, 16.67, 16.67]


def test_golden_13_weights_become_percentages():
    assert from_weights([D(2), D(1), D(1), D(0)]) == [50, 25, 25, 0]


def test_when_the_fixed_ones_take_everything_nothing_is_left_to_share():
    assert shares([D(60), D(40), AUTO]) == [60, 40, 0]


def test_a_parent_without_children_or_with_all_excluded_counts_nothing():
    assert shares([]) == []
    assert shares([D(0), D(0)]) == [0, 0]


def test_one_excluded_child_leaves_the_whole_to_the_other():
    assert shares([D(0), AUTO]) == [0, 100]


@pytest.mark.parametrize("share", ["-1", "100.0001"])
def test_a_contribution_outside_its_range_is_refused(share):
    with pytest.raises(ContributionError, match=r"Choose one from 0 to 100 %"):
        shares([D(share), AUTO])


def test_fixed_contributions_above_a_hundred_are_refused():
    with pytest.raises(ContributionError, match=r"add up to 110\.5 %"):
        shares([D(60), D("50.5"), AUTO])


def test_when_all_are_fixed_they_must_make_a_hundred():
    with pytest.raises(ContributionError, match=r"add up to 99\.99 %.*leave one automatic"):
        shares([D("33.33")] * 3)
    assert sum(shares([D("33.33"), D("33.33"), D("33.34")])) == 100


def test_among_those_that_count_the_automatic_ones_take_what_is_left():
    assert among([D(30), AUTO, AUTO]) == [30, 35, 35]


def test_among_fixed_ones_only_the_proportions_stay():
    assert among([D(50), D(30)]) == [Fraction("62.5"), Fraction("37.5")]


def test_contributions_above_a_hundred_from_a_file_are_scaled_down():
    assert among([D(150), D(50), AUTO]) == [75, 25, 0]


def test_weights_that_do_not_divide_evenly_still_make_a_hundred():
    assert from_weights([D(1), D(1), D(1)]) == [D("33.3334"), D("33.3333"), D("33.3333")]


def test_weights_of_nothing_are_nothing():
    assert from_weights([D(0), D(0)]) == [0, 0]
    assert from_weights([]) == []


def test_a_negative_weight_is_refused():
    with pytest.raises(ContributionError, match="negative"):
        from_weights([D(1), D(-1)])


def test_zero_on_all_siblings_of_a_file_means_not_weighted():
    assert imported([D(0), D(0), None]) == [AUTO, AUTO, AUTO]
    assert imported([D(0), D(100)]) == [0, 100]


fixed_or_automatic = st.lists(st.none() | st.decimals(0, 100, places=4), min_size=1, max_size=12)


@given(fixed_or_automatic)
def test_contributions_always_total_a_hundred(fixed):
    try:
        result = shares(fixed)
    except ContributionError:
        assume(False)
    assert sum(result) == (100 if any(result) else 0)
    assert all(share is None or share == exact for share, exact in zip(fixed, result, strict=True))


@given(fixed_or_automatic)
def test_shares_among_those_that_count_are_never_negative_and_make_the_whole(fixed):
    result = among(fixed)
    assert min(result) >= 0
    assert sum(result) == (100 if any(share != 0 for share in fixed) else 0)


@given(st.lists(st.sampled_from(QUICK_PICKS), min_size=1, max_size=12))
def test_quick_picks_can_be_saved_as_fixed_contributions(weights):
    assert sum(shares(from_weights(weights))) == (100 if any(weights) else 0)
