"""Holidays out of a calendar file (RFC 5545). Pure: bytes in, days out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar

LARGEST = 1_000_000  # bytes
LONGEST = 31  # days of one entry


class NotACalendar(ValueError):
    """The file is no calendar, or none that can be read."""


def holidays_in(data: bytes, since: date, until: date) -> dict[date, str]:
    """Every whole day of an entry between the two days, both included, with the entry's name.

    Entries with a time of day are appointments, not holidays. Raises NotACalendar.
    """
    if len(data) > LARGEST:
        raise NotACalendar("too large")
    try:
        calendar = Calendar.from_ical(data.decode("utf-8-sig"))
        events = list(calendar.walk("VEVENT"))
        return {
            day: str(event.get("SUMMARY", ""))[:80]
            for event in events
            for day in _days(event)
            if since <= day <= until
        }
    except NotACalendar:
        raise
    except Exception as error:  # a file of others may break the reader in any way
        raise NotACalendar(type(error).__name__) from error


def _days(event: object) -> Iterator[date]:
    first = event.decoded("DTSTART", None)  # type: ignore[attr-defined]
    if not isinstance(first, date) or isinstance(first, datetime):
        return
    end = event.decoded("DTEND", None)  # type: ignore[attr-defined]
    after = end if isinstance(end, date) and not isinstance(end, datetime) and end > first else first + timedelta(1)
    for number in range(min((after - first).days, LONGEST)):
        yield first + timedelta(number)
