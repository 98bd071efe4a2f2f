"""What is read of periods: the current one, the next one, and the groups of the picker (spec okrs §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.core import clock
from cairn.core.prepared import prepared
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization
from cairn.organizations.policies import can_manage_organization
from cairn.planning import periods, usage
from cairn.planning.models import Period, Season


def current_period(organization: Organization, day: date | None = None) -> Period | None:
    """The period everyone works in on `day` (default: today in the organisation's time zone)."""
    day = day or clock.today(organization.time_zone)
    return periods.current(Period.objects.all(), day, _pinned())


def next_period(period: Period, day: date | None = None) -> Period | None:
    """The period after this one, into which its goals are continued; None: ask the person.

    With `day` the first that is not over by then: who closes late goes on in what is running (spec okrs §3, §10.2).
    """
    later = Period.objects.all() if day is None else Period.objects.unfinished(day)
    return periods.next_after(period, later.filter(start__gt=period.end))


def year_around(period: Period) -> Period | None:
    """The year that holds the whole of this period, if there is one: its parent."""
    return periods.year_of(period, Period.objects.filter(kind=periods.Kind.YEAR.value).exclude(pk=period.pk))


def _pinned() -> Period | None:
    season = Season.objects.select_related("pinned_period").first()
    return season.pinned_period if season else None


@dataclass(frozen=True)
class PeriodChoice:
    """One line of the picker."""

    id: UUID
    name: str
    start: date
    end: date
    is_chosen: bool
    is_current: bool
    level: int  # 1 for what belongs to a year


@dataclass(frozen=True)
class PeriodPicker:
    """What planning/_period_picker.html draws. `chosen` are the periods the page shows, never empty if any exist."""

    active: list[PeriodChoice]
    upcoming: list[PeriodChoice]
    past: list[PeriodChoice]
    chosen: list[Period]
    current: Period | None

    @property
    def chosen_ids(self) -> list[UUID]:
        return [period.pk for period in self.chosen]

    @property
    def label(self) -> str:
        """What the closed picker says."""
        return ", ".join(period.name for period in self.chosen)

    @property
    def groups(self) -> list[tuple[str, list[PeriodChoice]]]:
        """The groups that have something in them, with a stable key each."""
        named = [("active", self.active), ("upcoming", self.upcoming), ("past", self.past)]
        return [(key, choices) for key, choices in named if choices]


def period_picker(organization: Organization, wanted: Iterable[str] = (), day: date | None = None) -> PeriodPicker:
    """The picker for a page; `wanted` are the ids in its address (?period=…&period=…), others are passed over.

    Without a known one the current period is chosen. One query.
    """
    day = day or clock.today(organization.time_zone)
    rows = _periods()
    current = periods.current(rows, day, next((row for row in rows if row.is_pinned), None))
    asked = set(wanted)
    chosen = [row for row in rows if str(row.pk) in asked] or ([current] if current else [])
    ids = {row.pk for row in chosen}
    lines = {row.pk: _choice(row, ids, current) for row in rows}
    return PeriodPicker(
        active=[lines[row.pk] for row in rows if row.start <= day <= row.end],
        upcoming=[lines[row.pk] for row in rows if row.start > day],
        past=[lines[row.pk] for row in _latest_first(rows) if row.end < day],
        chosen=chosen,
        current=current,
    )


@prepared
def _periods() -> Any:
    pinned_here = Season.objects.filter(pinned_period=OuterRef("pk"))
    return Period.objects.all().annotate(is_pinned=Exists(pinned_here))


def _latest_first(rows: Sequence[Period]) -> list[Period]:
    return sorted(rows, key=lambda row: (row.end, -row.days), reverse=True)


def _choice(row: Period, chosen: set[UUID], current: Period | None) -> PeriodChoice:
    is_current = current is not None and row.pk == current.pk
    return PeriodChoice(row.pk, row.name, row.start, row.end, row.pk in chosen, is_current, 1 if row.parent_id else 0)


@dataclass(frozen=True)
class PeriodLine:
    """One line of the list of periods."""

    period: Period
    kind_label: str
    group: str  # active, upcoming, past
    is_current: bool
    used: int


@dataclass(frozen=True)
class PeriodsPage:
    groups: list[tuple[str, list[PeriodLine]]]
    current: Period | None
    pinned: Period | None
    season: Season
    may_manage: bool


def season_now() -> Season:
    """The season of this organisation as it stands; the built-in one while nobody has set it."""
    return Season.objects.select_related("pinned_period").first() or Season()


def periods_page(actor: Actor, organization: Organization) -> PeriodsPage:
    """All periods for the page of the admins: active, upcoming, then past with the latest first."""
    day, season = clock.today(organization.time_zone), season_now()
    rows = list(Period.objects.all())
    current = periods.current(rows, day, season.pinned_period)
    groups = {
        "active": [row for row in rows if row.start <= day <= row.end],
        "upcoming": [row for row in rows if row.start > day],
        "past": [row for row in _latest_first(rows) if row.end < day],
    }
    counts = usage.counts()
    return PeriodsPage(
        groups=[(key, [_line(row, key, current, counts) for row in found]) for key, found in groups.items() if found],
        current=current,
        pinned=season.pinned_period,
        season=season,
        may_manage=can_manage_organization(actor),
    )


def _line(row: Period, group: str, current: Period | None, counts: Mapping[UUID, int]) -> PeriodLine:
    is_current = current is not None and row.pk == current.pk
    return PeriodLine(row, str(row.get_kind_display()), group, is_current, counts.get(row.pk, 0))
