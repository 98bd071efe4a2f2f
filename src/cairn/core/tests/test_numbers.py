"""Rounding and keeping of figures (spec okrs §5.8)."""

from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.core.numbers import LIMIT, kept, plain, rounded

D = Decimal
finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("0.00005", "0.0001"),
        ("0.00004999999999999999999999999999999999", "0.0000"),
        ("-0.00005", "-0.0001"),
        ("-0.00001", "0.0000"),
        ("12.34565", "12.3457"),
        ("7", "7.0000"),
    ],
)
def test_four_decimals_are_kept_and_halves_go_away_from_zero(value, result):
    assert str(kept(D(value))) == result


def test_a_third_is_rounded_once_and_exactly():
    assert kept(Fraction(100, 3)) == D("33.3333")
    assert kept(Fraction(200, 3)) == D("66.6667")


def test_a_large_figure_gives_up_decimals_to_stay_within_fifteen_digits():
    assert kept(D("123456789012.3456")) == D("123456789012.346")
    assert kept(D("123456789012345.6")) == D("123456789012346")


@pytest.mark.parametrize("value", [D("999999999999999.6"), D("1e40"), Fraction(10**60, 7)])
def test_what_is_beyond_all_keeping_is_kept_as_the_largest_figure(value):
    assert kept(value) == LIMIT - 1
    assert kept(-value) == 1 - LIMIT


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises((ValueError, OverflowError)):
        kept(D(value))


@given(finite)
def test_keeping_what_is_kept_changes_nothing(value):
    assert kept(kept(value)) == kept(value)


@given(finite)
def test_what_is_kept_survives_a_binary_double_as_sqlite_stores_it(value):
    stored = float(kept(value))
    assert Context(prec=15).create_decimal_from_float(stored) == kept(value)


@given(finite)
def test_keeping_is_symmetric(value):
    assert kept(-value) == -kept(value)


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_moves_by_half_a_unit_at_most(value, decimals):
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("value", "text"),
    [("12.5000", "12.5"), ("1000", "1000"), ("1E+3", "1000"), ("0.0000", "0"), ("-3.10", "-3.1")],
)
def test_figures_are_written_plainly(value, text):
    assert plain(D(value)) == text
