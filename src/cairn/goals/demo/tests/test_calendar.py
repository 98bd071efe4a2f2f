from __future__ import annotations

from datetime import date, timedelta

from cairn.goals.demo import calendar
from cairn.planning.periods import year_start


def test_on_every_day_of_two_years_the_current_quarter_is_well_under_way() -> None:
    for days in range(731):
        today = date(2026, 1, 1) + timedelta(days)
        quarters = calendar.quarters_of(year_start(today, calendar.start_month_for(today)))
        current = next(span for span in quarters if span.start <= today <= span.end)
        over = (today - current.start).days / (current.end - current.start).days
        assert 0.35 <= over <= 0.75, today


def test_the_years_are_last_this_and_next() -> None:
    years = calendar.years_of(date(2026, 1, 15), start_month=3)
    assert years == [date(2024, 3, 1), date(2025, 3, 1), date(2026, 3, 1)]


def test_a_quarter_belongs_to_the_season_in_which_it_mostly_lies() -> None:
    seasons = [calendar.season_of(span) for span in calendar.quarters_of(date(2026, 2, 1))]
    assert seasons == [0, 1, 2, 3]
