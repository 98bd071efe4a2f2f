"""Periods: the standard year, which period is current, which comes next (spec okrs §3).

Pure: no Django, no models; the day is an argument. Days are calendar days, and a span includes both its
first and its last one. The questions take any `Stretch`, a `Span` as well as a row of the Period table,
and answer with the very object they were given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, TypeVar


class Kind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    CUSTOM = "custom"


MONTHS = {Kind.YEAR: 12, Kind.HALF: 6, Kind.QUARTER: 3, Kind.MONTH: 1}

_CURRENT_BY = (Kind.QUARTER, Kind.MONTH, Kind.HALF, Kind.CUSTOM, Kind.YEAR)
"""The rhythm people work in: quarters if there are any, else what stands in their place, the year last."""


class Stretch(Protocol):
    """What a period is to these questions: a kind (one of `Kind`) and its first and last day."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


S = TypeVar("S", bound=Stretch)


@dataclass(frozen=True, slots=True)
class Span:
    """A period that is not saved yet, with its name; `start` and `end` both belong to it."""

    name: str
    kind: Kind
    start: date
    end: date


def length(span: Stretch) -> int:
    """How many days it has."""
    return (span.end - span.start).days + 1


def year_start(day: date, start_month: int) -> date:
    """The first day of the planning year that `day` lies in; years begin with `start_month` (1–12)."""
    return date(day.year if day.month >= start_month else day.year - 1, start_month, 1)


def year_label(start: date) -> str:
    """How the planning year from `start` is called: "2026", or "FY2026" when it begins after January.

    A fiscal year carries the number of the calendar year in which it ends: February 2025 to January 2026
    is FY2026.
    """
    return str(start.year) if start.month == 1 else f"FY{start.year + 1}"


def standard_year(start: date, year_name: str = "{year}", quarter_name: str = "Q{number} {year}") -> list[Span]:
    """The five periods of the planning year that begins on `start`: the year, then its four quarters.

    `year_name` and `quarter_name` are patterns for the names, in which {year} is `year_label` and {number}
    counts the quarters: "2026", "Q1 2026"; "FY2026", "Q1 FY2026". Raises ValueError when `start` is not
    the first day of a month. Spec §3.
    """
    return [*split(start, Kind.YEAR, year_name), *split(start, Kind.QUARTER, quarter_name)]


def split(start: date, kind: Kind, name: str) -> list[Span]:
    """The planning year from `start` cut into periods of one kind, named by `name` as in `standard_year`.

    Raises ValueError when `start` is not the first day of a month, and for custom periods.
    """
    if start.day != 1 or kind == Kind.CUSTOM:
        raise ValueError("a planning year begins on the first day of a month and has no custom parts")
    label = year_label(start)
    firsts = [_months_after(start, months) for months in range(0, 13, MONTHS[kind])]
    return [
        Span(name.format(number=number, year=label), kind, first, following - timedelta(1))
        for number, (first, following) in enumerate(pairwise(firsts), start=1)
    ]


def current(spans: Iterable[S], day: date, pinned: S | None = None) -> S | None:
    """The period everyone works in on `day`.

    A `pinned` one, set by an admin, stays current whatever the day. Otherwise it is the quarter that `day`
    lies in, or where there are no quarters the month, half, custom period or year, in this order; among
    several of a kind the shortest, then the latest begun. A new period takes over on its first day: in a
    gap the last one begun stays current, and before all of them it is the first to come. None only when
    there is no period at all. Spec §3.
    """
    if pinned is not None:
        return pinned
    known = sorted(spans, key=_preference)
    running = [span for span in known if span.start <= day <= span.end]
    if running:
        return running[0]
    begun = [span for span in known if span.start <= day]
    if begun:
        return max(begun, key=lambda span: span.end)
    return min(known, key=lambda span: span.start, default=None)


def _preference(span: Stretch) -> tuple[int, int, int]:
    return _CURRENT_BY.index(Kind(span.kind)), length(span), -span.start.toordinal()


def next_after(span: Stretch, spans: Iterable[S]) -> S | None:
    """The period that follows `span`, into which its goals are continued; None: ask the person.

    The earliest of the same kind that starts after `span` ends. For a custom one the nearest later period
    of any kind whose length lies within 25 % of its own. Spec §3.
    """
    later = [other for other in spans if other.start > span.end and _is_like(other, span)]
    return min(later, key=lambda other: other.start, default=None)


def following(span: Stretch) -> Span:
    """The stretch right after `span`, of the same kind and as long as it: as many months where it has whole ones,
    else as many days. Named by its days. Spec §10.5.9."""
    start = span.end + timedelta(1)
    months = (start.year - span.start.year) * 12 + start.month - span.start.month
    is_whole = span.start.day == 1 and start.day == 1
    end = _months_after(start, months) - timedelta(1) if is_whole else start + timedelta(length(span) - 1)
    return Span(f"{start:%Y-%m-%d} – {end:%Y-%m-%d}", Kind(span.kind), start, end)


def _is_like(other: Stretch, span: Stretch) -> bool:
    if span.kind != Kind.CUSTOM:
        return other.kind == span.kind
    return 4 * abs(length(other) - length(span)) <= length(span)


def year_of(span: Stretch, spans: Iterable[S]) -> S | None:
    """The year among `spans` that holds the whole of `span`, its parent; None for a year and without one."""
    if span.kind == Kind.YEAR:
        return None
    years = (year for year in spans if year.kind == Kind.YEAR)
    return next((year for year in years if year.start <= span.start and span.end <= year.end), None)


def due_for_creation(today: date, start_month: int) -> date | None:
    """The start of the next planning year, once its periods are due; None before that.

    They are due from the first day of the current year's last quarter on (spec §3); the caller creates
    what does not exist yet, so asking daily makes up for a day that was missed.
    """
    this_year = year_start(today, start_month)
    return _months_after(this_year, 12) if today >= _months_after(this_year, 9) else None


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
