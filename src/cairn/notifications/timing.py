"""When something may reach a person: quiet hours and digests, in the person's own time zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cairn.notifications.catalogue import How


class Rhythm(StrEnum):
    """How often a digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Habits:
    """How a person wants to be reached. Times are wall-clock times; no quiet hours when both are None.

    `digest_weekday` is 0 (Monday) to 6 and matters for weekly digests only.
    """

    quiet_from: time | None = None
    quiet_until: time | None = None
    digest: Rhythm = Rhythm.DAILY
    digest_at: time = time(8)
    digest_weekday: int = 0


def due(how: How, moment: datetime, zone: ZoneInfo, habits: Habits) -> datetime:
    """The earliest instant, in UTC, at which a message born at `moment` may go out (okrs §15.1)."""
    if how is How.DIGEST:
        return next_digest(moment, zone, habits)
    return after_quiet_hours(moment, zone, habits)


def after_quiet_hours(moment: datetime, zone: ZoneInfo, habits: Habits) -> datetime:
    """`moment` itself, or the end of the quiet hours it falls into. They may span midnight."""
    begin, end = habits.quiet_from, habits.quiet_until
    if begin is None or end is None or begin == end:
        return moment.astimezone(UTC)
    local = moment.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if begin < end:
        is_quiet, days = begin <= clock < end, 0
    else:
        is_quiet, days = clock >= begin or clock < end, int(clock >= begin)
    if not is_quiet:
        return moment.astimezone(UTC)
    woken = datetime.combine(local.date() + timedelta(days), end, tzinfo=zone).astimezone(UTC)
    return max(woken, moment.astimezone(UTC))


def next_digest(moment: datetime, zone: ZoneInfo, habits: Habits) -> datetime:
    """The first digest strictly after `moment`, in UTC."""
    local = moment.astimezone(zone)
    for days in range(9):
        day = local.date() + timedelta(days)
        if habits.digest is Rhythm.WEEKLY and day.weekday() != habits.digest_weekday:
            continue
        at = datetime.combine(day, habits.digest_at, tzinfo=zone).astimezone(UTC)
        if at > moment:
            return at
    raise AssertionError("every week has every weekday")
