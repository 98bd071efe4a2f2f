"""Conditions on days and figures as an address holds them: due=before:2026-09-30, progress=lt:50 (okrs §17.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, WithJsonSchema

from cairn.api.shapes.values import FIRST_YEAR, LAST_YEAR

_DAY = re.compile(r"(on|before|after):(\d{4}-\d{2}-\d{2})", re.ASCII)
_DAYS = re.compile(r"(more_than|less_than):(\d{1,4})", re.ASCII)
_FIGURE = re.compile(r"(lt|le|eq|ge|gt):(-?\d{1,9}(?:\.\d{1,4})?)", re.ASCII)
_COUNT = re.compile(r"(lt|le|eq|ge|gt):(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class When:
    """A condition on a day: `word` with a `day`, with a number of `days` from today, or alone."""

    word: str
    day: date | None = None
    days: int = 0

    def span(self, today: date, *, ahead: bool = False) -> tuple[date | None, date | None]:
        """The first and the last day that fulfil it; None: without end. Days lie behind today, or `ahead` of it."""
        if self.day is not None:
            around = {"before": (None, self.day - _ONE), "after": (self.day + _ONE, None)}
            return around.get(self.word, (self.day, self.day))
        if self.word == "overdue":
            return None, today - _ONE
        near = timedelta(days=self.days)
        if ahead:
            return (today + near + _ONE, None) if self.word == "more_than" else (today, today + near - _ONE)
        return (None, today - near - _ONE) if self.word == "more_than" else (today - near + _ONE, today)


@dataclass(frozen=True)
class Compared:
    """A condition on a figure; `lookup` is Django's name of the comparison."""

    lookup: str
    figure: Decimal


_ONE = timedelta(days=1)


def _read_when(given: Any, *alone: str) -> When:
    text = str(given)
    if text in alone:
        return When(text)
    if match := _DAYS.fullmatch(text):
        return When(match[1], days=int(match[2]))
    if match := _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(match[2])
        except ValueError:
            raise ValueError(_("There is no such day.")) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(_("This year is too far away."))
        return When(match[1], day)
    raise ValueError(_("Write on:, before: or after: with a day, or more_than: or less_than: with a number of days."))


def _read_figure(given: Any, pattern: re.Pattern[str] = _FIGURE) -> Compared:
    match = pattern.fullmatch(str(given))
    if match is None:
        raise ValueError(_("Write lt:, le:, eq:, ge: or gt: with a number, such as lt:50."))
    return Compared({"lt": "lt", "le": "lte", "eq": "exact", "ge": "gte", "gt": "gt"}[match[1]], Decimal(match[2]))


def _schema(*patterns: re.Pattern[str], alone: str = "") -> WithJsonSchema:
    choices = [pattern.pattern.replace("(?:", "(") for pattern in patterns] + ([alone] if alone else [])
    return WithJsonSchema({"type": "string", "pattern": f"^({'|'.join(choices)})$"})


Moment = Annotated[When, BeforeValidator(_read_when), _schema(_DAY, _DAYS)]
"""A condition on a day that has been, mostly."""

CheckedIn = Annotated[
    When, BeforeValidator(lambda given: _read_when(given, "never")), _schema(_DAY, _DAYS, alone="never")
]
Due = Annotated[
    When, BeforeValidator(lambda given: _read_when(given, "overdue")), _schema(_DAY, _DAYS, alone="overdue")
]
Figure = Annotated[Compared, BeforeValidator(_read_figure), _schema(_FIGURE)]
Count = Annotated[Compared, BeforeValidator(lambda given: _read_figure(given, _COUNT)), _schema(_COUNT)]
