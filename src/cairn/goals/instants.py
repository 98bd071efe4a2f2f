"""Instants that an address names: ?at=2026-11-01 and ?compare=week (spec okrs §8.3). Pure.

A day means its end, in the organisation's time zone. What is odd, or lies in the future, counts as not asked.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SPANS = ("day", "week", "month")
EARLIEST = 1970
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


@dataclass(frozen=True)
class Moment:
    """When a page is about: `at` in the past or None for now; `since` is what it is compared with, or None.

    `at_text` and `since_text` are what the address said, empty where it counts as not asked.
    """

    now: datetime
    zone: ZoneInfo
    at: datetime | None = None
    since: datetime | None = None
    at_text: str = ""
    since_text: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], zone: ZoneInfo, now: datetime) -> Moment:
        """From the parameters of an address."""
        at_text, since_text = str(query.get("at", "")), str(query.get("compare", ""))
        at = instant_of(at_text, zone, now)
        since = compared_with(since_text, zone, at or now)
        return cls(now, zone, at, since, at_text if at else "", since_text if since else "")

    @property
    def instant(self) -> datetime:
        return self.at or self.now

    @property
    def day(self) -> date:
        """The organisation's calendar day."""
        return self.instant.astimezone(self.zone).date()


def instant_of(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The instant that `text` names (a day or an ISO instant), if it lies before `now`; today is now, so None."""
    day = _day(text)
    if day is not None:
        end = datetime.combine(day, time.max, zone)
        return end if day.year >= EARLIEST and end < now else None
    try:
        instant = datetime.fromisoformat(text if _INSTANT.match(text) else "")
    except ValueError:
        return None
    if not EARLIEST < instant.year < 9000:  # far from the ends of the calendar, where zones cannot be reckoned with
        return None
    instant = instant if instant.tzinfo else instant.replace(tzinfo=zone)
    return instant if instant < now else None


def compared_with(text: str, zone: ZoneInfo, base: datetime) -> datetime | None:
    """The earlier instant that ?compare= names: a day, week or month before `base`, or one of its own."""
    local = base.astimezone(zone)
    if text == "day":
        return base - timedelta(days=1)
    if text == "week":
        return base - timedelta(days=7)
    if text == "month":
        return datetime.combine(_month_before(local.date()), local.time(), zone).astimezone(UTC)
    return instant_of(text, zone, base)


def _month_before(day: date) -> date:
    """The same day of the month before, or its last one."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
