"""Typed values out of text: numbers, dates, instants, yes and no, lists.

Each raises ValueError with a sentence when the text is none; an empty text is None (or nothing at all).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from cairn.core import numbers

EARLIEST, LATEST = 1990, 2100
_CURRENCY = "$€£¥₹ "
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_SLASH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[T ].*)?", re.ASCII)
_SERIAL_DATE = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_WORDED_DATES = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y")
_YES = frozenset({"yes", "y", "true", "1", "x"})


def number(value: Any) -> Decimal | None:
    """Read a figure of a cell or a JSON value: thousands commas, a percent or currency sign may be there.

    Commas part thousands, as in every export seen; "12,5" is refused. Raises ValueError for what is no
    number, NaN, infinities and more than 15 digits.
    """
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    sign = "-" if text.startswith(("-", "−")) else ""
    text = text.lstrip("-−").strip(_CURRENCY).removesuffix("%").strip(_CURRENCY)
    return _parsed(sign + text) if text else None


@lru_cache(maxsize=10_000)  # most cells of an export hold one of few figures
def _parsed(text: str) -> Decimal:
    return numbers.parse(text, decimal_mark=".")


def day(text: str, *, day_first: bool | None = None) -> date | None:
    """Read a date: ISO, worded ("3 Mar 2025"), a spreadsheet's day number, or with slashes.

    For 03/04/2025 `day_first` must say which is the day (see `day_comes_first`), unless only one reading
    exists. Raises ValueError for days that are none and years outside 1990–2100.
    """
    text = text.strip()
    if not text:
        return None
    found = _numeric_date(text, day_first) or _worded_date(text)
    if found is None:
        raise ValueError(_("“%(text)s” is not a date; dates are written like 2025-03-31.") % {"text": text[:40]})
    if not EARLIEST <= found.year <= LATEST:
        raise ValueError(
            _("“%(text)s” lies outside the years %(first)s to %(last)s.")
            % {"text": text[:40], "first": EARLIEST, "last": LATEST}
        )
    return found


def _numeric_date(text: str, day_first: bool | None) -> date | None:
    try:
        if match := _ISO_DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SLASH_DATE.fullmatch(text):
            first, second, year = int(match[1]), int(match[2]), int(match[3])
            if first > 12 or second > 12:
                day_first = first > 12
            if day_first is None and first != second:
                raise ValueError(
                    _("“%(text)s” can be read in two ways; dates are written like 2025-03-31.") % {"text": text[:40]}
                )
            return date(year, second, first) if day_first else date(year, first, second)
    except ValueError as problem:
        if "two ways" in str(problem):
            raise
        raise ValueError(_("“%(text)s” is a day that does not exist.") % {"text": text[:40]}) from problem
    if _SERIAL_DATE.fullmatch(text):
        return _SPREADSHEET_EPOCH + timedelta(days=int(text.partition(".")[0]))
    return None


def _worded_date(text: str) -> date | None:
    for pattern in _WORDED_DATES:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Tell from all dates of a file how its slashes are meant; None when every one could be either."""
    parts = [match for text in texts if (match := _SLASH_DATE.fullmatch(text.strip()))]
    if any(int(match[1]) > 12 for match in parts):
        return True
    return False if any(int(match[2]) > 12 for match in parts) else None


def instant(text: str) -> datetime | None:
    """Read a moment: "2025-03-10 20:57:08 UTC" or ISO 8601; without a zone it is UTC, without a time noon.

    Raises ValueError when it is none.
    """
    text = text.strip()
    if not text:
        return None
    if len(text) <= 10 and (found := day(text)) is not None:
        return noon(found)
    iso = re.sub(r"\s*(?:UTC|GMT|Z)$", "+00:00", text)
    try:
        at = datetime.fromisoformat(iso)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise ValueError(_("“%(text)s” is not a point in time.") % {"text": text[:40]}) from problem
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError(
            _("“%(text)s” lies outside the years %(first)s to %(last)s.")
            % {"text": text[:40], "first": EARLIEST, "last": LATEST}
        )
    return at


def noon(on: date) -> datetime:
    """Noon in UTC: the instant that falls on the same day nearly everywhere."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in _YES


def parts(cell: str, separator: str) -> tuple[str, ...]:
    """Split a cell, dropping empty parts and repetitions, keeping the order."""
    return tuple(dict.fromkeys(part for raw in cell.split(separator) if (part := raw.strip())))
