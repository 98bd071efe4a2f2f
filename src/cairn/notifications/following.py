"""What people follow by themselves, and when summaries of it are due (spec okrs §15.3, §20). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

SUMMARY_WEEKDAY = 4  # Friday: looking back belongs to the end of a week, check-ins to its beginning
SUMMARY_AT = time(15)


class Target(StrEnum):
    """What can be followed."""

    ORGANIZATION = "organization"
    TEAM = "team"
    INDIVIDUAL = "individual"
    GOAL = "goal"


class Cadence(StrEnum):
    """How often a summary comes."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Rhythm:
    """When summaries of one followed thing come, in wall-clock time; monthly on the first such weekday."""

    cadence: Cadence = Cadence.WEEKLY
    weekday: int = SUMMARY_WEEKDAY
    at: time = SUMMARY_AT

    @property
    def span(self) -> timedelta:
        """How far back a summary looks."""
        return {Cadence.DAILY: timedelta(days=1), Cadence.MONTHLY: timedelta(days=31)}.get(
            self.cadence, timedelta(days=7)
        )


def by_itself(
    member: UUID,
    *,
    member_of: Collection[UUID],
    owned: Mapping[UUID, Collection[UUID]],
    reports: Collection[UUID],
    above: Mapping[UUID, UUID | None],
) -> Iterator[tuple[Target, UUID | None]]:
    """What a person follows without having chosen: the organisation, own teams, teams owned, the parents of own
    teams, and the teams that one's reports own (okrs §20).

    `owned` is member -> teams owned, `above` team -> parent; archived teams are in neither.
    """
    yield Target.ORGANIZATION, None
    teams = [*member_of, *owned.get(member, ())]
    parents = [parent for team in teams if (parent := above.get(team)) is not None]
    of_reports = [team for report in reports for team in owned.get(report, ())]
    for team in dict.fromkeys([*teams, *parents, *of_reports]):
        if team in above:
            yield Target.TEAM, team


def slots(rhythm: Rhythm, zone: ZoneInfo, after: datetime, until: datetime) -> Iterable[datetime]:
    """The instants, in UTC, at which summaries fall due: after the first of the two, up to the second."""
    day = after.astimezone(zone).date()
    last = until.astimezone(zone).date()
    while day <= last:
        if _is_day(rhythm, day):
            at = datetime.combine(day, rhythm.at, tzinfo=zone).astimezone(UTC)
            if after < at <= until:
                yield at
        day += timedelta(days=1)


def _is_day(rhythm: Rhythm, day: date) -> bool:
    if rhythm.cadence is Cadence.DAILY:
        return day.weekday() < 5
    if rhythm.cadence is Cadence.WEEKLY:
        return day.weekday() == rhythm.weekday
    return rhythm.cadence is Cadence.MONTHLY and day.weekday() == rhythm.weekday and day.day <= 7
