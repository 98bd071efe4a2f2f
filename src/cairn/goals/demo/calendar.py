"""The times of the story: two planning years of quarters around a given day. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.planning.periods import Kind, Span, standard_year, year_start

BEST = 0.55  # how much of the current quarter should be over


def start_month_for(today: date) -> int:
    """The first month of a planning year (1, 2 or 3) that puts `today` near the middle of a quarter."""

    def distance(month: int) -> float:
        quarter = next(span for span in quarters_of(year_start(today, month)) if span.start <= today <= span.end)
        return abs((today - quarter.start).days / (quarter.end - quarter.start).days - BEST)

    return min((1, 2, 3), key=distance)


def quarters_of(first: date) -> list[Span]:
    """The four quarters of the planning year that begins on `first`."""
    return [span for span in standard_year(first) if span.kind == Kind.QUARTER]


def years_of(today: date, start_month: int) -> list[date]:
    """The first days of last, this and next planning year."""
    this = year_start(today, start_month)
    return [this.replace(year=this.year + offset) for offset in (-1, 0, 1)]


def season_of(quarter: Span) -> int:
    """Which season a quarter mostly lies in: 0 winter (January to March) … 3 the months before Christmas."""
    return ((quarter.start + timedelta(45)).month - 1) // 3
