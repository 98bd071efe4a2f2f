"""The expected line as exact whole units (spec okrs §5.7)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cairn.core.numbers import kept
from cairn.goals.expected_line import ExpectedLine

D = Decimal
MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)


def test_a_straight_line_needs_no_points():
    line = ExpectedLine.through(MONDAY, FRIDAY)
    assert [line.at(MONDAY + timedelta(day)) for day in range(-1, 6)] == [0, 0, 25, 50, 75, 100, 100]


def test_points_bend_the_line():
    line = ExpectedLine.through(MONDAY, FRIDAY, [(date(2026, 11, 18), D(80))])
    assert [line.at(MONDAY + timedelta(day)) for day in range(5)] == [0, 40, 80, 90, 100]


def test_a_point_below_its_forerunner_is_lifted_to_it():
    line = ExpectedLine.through(MONDAY, FRIDAY, [(date(2026, 11, 17), D(60)), (date(2026, 11, 18), D(30))])
    assert line.levels == (0, 600_000, 600_000, 1_000_000)


def test_points_on_or_beyond_the_ends_are_passed_over():
    line = ExpectedLine.through(MONDAY, FRIDAY, [(MONDAY, D(50)), (FRIDAY, D(50)), (date(2027, 1, 1), D(50))])
    assert line == ExpectedLine.through(MONDAY, FRIDAY)


def test_a_level_is_exceeded_only_beyond_its_last_decimal():
    line = ExpectedLine.through(MONDAY, FRIDAY)
    assert line.first_day_above(D("24.9999")) == date(2026, 11, 17)
    assert line.first_day_above(D("25")) == date(2026, 11, 18)
    assert line.first_day_above(D("24.99999")) == date(2026, 11, 17)


def test_the_last_day_exceeds_all_below_a_hundred():
    line = ExpectedLine.through(MONDAY, FRIDAY)
    assert line.first_day_above(D("99.9999")) == FRIDAY
    assert line.first_day_above(D(100)) is None
    assert line.first_day_above(D("1e14")) is None


@given(st.integers(1, 4000), st.integers(0, 4000))
def test_whole_units_are_the_exact_share_of_time_rounded_once(length, passed):
    line = ExpectedLine.through(MONDAY, MONDAY + timedelta(length))
    exact = min(Fraction(passed * 100, length), Fraction(100))
    assert line.at(MONDAY + timedelta(passed)) == kept(exact)
