"""Days as each person wants them written (spec okrs §2.3, "date format").

Whoever writes for somebody says so once, with `dates_written(member.date_format)`; within it every page, letter and
sentence follows. Templates have the same as filters: {{ day|full_day }}.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Style:
    """One way to write days, as Django's patterns: `short` where the year is clear."""

    short: str
    full: str


STYLES = {
    "dots": Style("d.m", "d.m.Y"),
    "slashes": Style("d/m", "d/m/Y"),
    "month_first": Style("m/d", "m/d/Y"),
    "words": Style("M j", "M j, Y"),
    "iso": Style("Y-m-d", "Y-m-d"),
}
_style: ContextVar[str] = ContextVar("date style", default="")


@contextmanager
def dates_written(style: str) -> Iterator[None]:
    """Within it days are written in this style, a key of STYLES; as the language has it for anything else."""
    token = _style.set(style)
    try:
        yield
    finally:
        _style.reset(token)


def style() -> Style:
    """The style in force."""
    chosen = STYLES.get(_style.get())
    return chosen or Style(get_format("MONTH_DAY_FORMAT"), get_format("DATE_FORMAT"))


def day(value: date) -> str:
    """4 Dec"""
    return _written(_day_of(value), style().short, get_language())


def full_day(value: date) -> str:
    """4 Dec 2026"""
    return _written(_day_of(value), style().full, get_language())


def moment(value: datetime) -> str:
    """4 Dec 2026, 14:05"""
    return f"{full_day(value)}, {_local(value):%H:%M}"


def weekday(value: date, *, full: bool = False) -> str:
    """Friday, 4 Dec"""
    return f"{date_format(_local(value), 'l')}, {full_day(value) if full else day(value)}"


def style_choices() -> list[tuple[str, str]]:
    """The styles by a day that tells them apart; the language's own first."""
    last = date(2026, 12, 31)
    with dates_written(""):
        usual = _("As the language: %(day)s") % {"day": full_day(last)}
    return [("", usual), *((name, date_format(last, each.full)) for name, each in STYLES.items())]


@lru_cache(maxsize=4096)  # rows and streams write the same few days again and again
def _written(day: date, pattern: str, _language: str | None) -> str:
    return date_format(day, pattern)


def _day_of(value: date) -> date:
    """Without the time, by the reader's clock."""
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _local(value: date) -> date:
    """A moment by the reader's clock; a day stays what it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
