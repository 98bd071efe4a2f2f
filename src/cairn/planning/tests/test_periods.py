"""The standard year, the current period and the one that follows (spec okrs §3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.planning.models import Period
from cairn.planning.periods import (
    Kind,
    Span,
    current,
    due_for_creation,
    length,
    next_after,
    split,
    standard_year,
    year_label,
    year_of,
    year_start,
)

YEAR_2026 = standard_year(date(2026, 1, 1))
YEAR, Q1, Q2, Q3, Q4 = YEAR_2026
FISCAL = standard_year(date(2025, 2, 1))


def custom(name, start, end):
    return Span(name, Kind.CUSTOM, start, end)


SPRINT = custom("Launch", date(2026, 5, 4), date(2026, 5, 17))


def test_a_standard_year_has_five_periods():
    assert [(span.name, span.start, span.end) for span in YEAR_2026] == [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("Q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends():
    assert [(span.name, span.start, span.end) for span in FISCAL[:2]] == [
        ("FY2026", date(2025, 2, 1), date(2026, 1, 31)),
        ("Q1 FY2026", date(2025, 2, 1), date(2025, 4, 30)),
    ]
    assert FISCAL[-1].end == date(2026, 1, 31)


def test_names_can_be_said_in_another_language():
    names = [span.name for span in standard_year(date(2026, 1, 1), "Jahr {year}", "{number}. Quartal {year}")]
    assert names[:2] == ["Jahr 2026", "1. Quartal 2026"]


def test_a_year_can_be_cut_into_halves_and_months():
    halves = split(date(2026, 1, 1), Kind.HALF, "H{number} {year}")
    assert [(span.name, span.end) for span in halves] == [
        ("H1 2026", date(2026, 6, 30)),
        ("H2 2026", date(2026, 12, 31)),
    ]
    assert split(date(2028, 1, 1), Kind.MONTH, "{year}-{number:02}")[1].end == date(2028, 2, 29)


@pytest.mark.parametrize(("start", "kind"), [(date(2026, 1, 2), Kind.QUARTER), (date(2026, 1, 1), Kind.CUSTOM)])
def test_a_year_that_cannot_be_cut_is_refused(start, kind):
    with pytest.raises(ValueError, match="first day of a month"):
        split(start, kind, "{number}")


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 12), st.sampled_from(list(Kind)[:4]))
def test_the_parts_of_a_year_cover_it_without_gap_or_overlap(day, start_month, kind):
    start = year_start(day, start_month)
    [year], parts = split(start, Kind.YEAR, "{year}"), split(start, kind, "{number}")
    assert year.start <= day <= year.end
    assert (parts[0].start, parts[-1].end) == (year.start, year.end)
    assert sum(map(length, parts)) == length(year)
    assert sum(part.start <= day <= part.end for part in parts) == 1


def test_the_planning_year_of_a_day_may_have_begun_the_year_before():
    assert year_start(date(2026, 1, 31), 2) == date(2025, 2, 1)
    assert year_start(date(2026, 2, 1), 2) == date(2026, 2, 1)
    assert year_label(date(2026, 7, 1)) == "FY2027"


def test_the_current_period_is_the_quarter_of_the_day():
    assert current(YEAR_2026, date(2026, 6, 30)) == Q2
    assert current(YEAR_2026, date(2026, 7, 1)) == Q3


def test_golden_36_a_pinned_period_stays_current():
    assert current([*YEAR_2026, SPRINT], date(2026, 7, 1), pinned=SPRINT) == SPRINT


def test_a_custom_period_beside_quarters_becomes_current_only_by_hand():
    assert current([*YEAR_2026, SPRINT], date(2026, 5, 5)) == Q2


def test_what_stands_in_place_of_quarters_is_current():
    months = split(date(2026, 1, 1), Kind.MONTH, "{year}-{number:02}")
    assert current([YEAR, *months], date(2026, 5, 5)).name == "2026-05"
    assert current([YEAR, SPRINT], date(2026, 5, 5)) == SPRINT
    assert current([YEAR], date(2026, 5, 5)) == YEAR


def test_among_overlapping_custom_periods_the_shortest_is_current():
    season = custom("Season", date(2026, 4, 1), date(2026, 8, 31))
    assert current([season, SPRINT], date(2026, 5, 5)) == SPRINT


def test_in_a_gap_the_last_period_stays_current_until_the_next_begins():
    later = custom("Next", date(2026, 6, 1), date(2026, 6, 14))
    assert current([SPRINT, later], date(2026, 5, 31)) == SPRINT
    assert current([SPRINT, later], date(2026, 6, 1)) == later


def test_before_all_periods_the_first_to_come_is_current_and_without_any_there_is_none():
    assert current(YEAR_2026[2:], date(2025, 1, 1)) == Q2
    assert current([], date(2026, 1, 1)) is None


def test_the_next_period_is_of_the_same_kind():
    following = standard_year(date(2027, 1, 1))
    assert next_after(Q2, YEAR_2026) == Q3
    assert next_after(Q4, [*YEAR_2026, *following]).name == "Q1 2027"
    assert next_after(YEAR, [*YEAR_2026, *following]).name == "2027"


def test_without_a_later_period_of_its_kind_a_person_must_choose():
    assert next_after(Q4, [*YEAR_2026, custom("Winter", date(2027, 1, 1), date(2027, 3, 31))]) is None


@pytest.mark.parametrize(("days", "fits"), [(74, False), (75, True), (100, True), (125, True), (126, False)])
def test_a_custom_period_is_followed_by_one_of_similar_length(days, fits):
    hundred_days = custom("A", date(2026, 1, 1), date(2026, 4, 10))
    first = date(2026, 5, 1)
    later = custom("B", first, first + timedelta(days - 1))
    assert next_after(hundred_days, [later]) == (later if fits else None)


def test_a_custom_period_is_followed_by_the_nearest_and_never_by_an_overlapping_one():
    quarter_long = custom("Spring", date(2026, 3, 1), date(2026, 5, 31))
    assert next_after(quarter_long, [Q4, Q2, Q3]) == Q3


def test_rows_of_the_period_table_can_be_asked_about_as_they_are():
    rows = [Period(name=span.name, kind=span.kind.value, start=span.start, end=span.end) for span in YEAR_2026]
    assert current(rows, date(2026, 5, 5)) is rows[2]
    assert next_after(rows[2], rows) is rows[3]
    assert year_of(rows[2], rows) is rows[0]


def test_a_period_belongs_to_the_year_that_holds_all_of_it():
    across = custom("Winter", date(2026, 12, 1), date(2027, 2, 28))
    assert year_of(Q2, YEAR_2026) == YEAR
    assert year_of(across, YEAR_2026) is None
    assert year_of(YEAR, YEAR_2026) is None


@pytest.mark.parametrize(
    ("today", "start_month", "next_year"),
    [
        (date(2026, 9, 30), 1, None),
        (date(2026, 10, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 10, 31), 2, None),
        (date(2026, 11, 1), 2, date(2027, 2, 1)),
        (date(2027, 1, 31), 2, date(2027, 2, 1)),
    ],
)
def test_golden_37_next_year_is_due_from_the_first_day_of_the_last_quarter(today, start_month, next_year):
    assert due_for_creation(today, start_month) == next_year


def test_golden_37_what_is_due_on_1_october_are_five_periods():
    assert len(standard_year(due_for_creation(date(2026, 10, 1), 1))) == 5
