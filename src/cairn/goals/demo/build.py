"""Load and remove the demo organisation: an invented company with two years of history around today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cairn.core import bulk, clock, events, tenancy
from cairn.core.access import Via
from cairn.core.transactions import action
from cairn.goals.actions.load import Loaded, load
from cairn.goals.demo import calendar, chapters, endings
from cairn.goals.demo.cast import Cast, create_cast, create_organization
from cairn.goals.demo.story import people
from cairn.goals.demo.telling import Now, Teller
from cairn.goals.recompute import settings_row
from cairn.organizations import setup
from cairn.organizations.actor import system
from cairn.organizations.models import Organization
from cairn.planning.actions import change_season, create_year
from cairn.planning.models import Period

SLUG = "tarnwell"
SEED = "tarnwell-1"


@dataclass(frozen=True)
class Demo:
    """What was loaded."""

    organization: Organization
    people: int
    loaded: Loaded


@action
def load_demo(*, slug: str = SLUG, today: date | None = None, start_month: int | None = None) -> Demo:
    """Creates the demo organisation as it stands on `today` (default: now). The same day gives the same story.

    The planning year begins in `start_month`; by default in the month of January to March that puts today near the
    middle of a quarter, so that there is always something under way. Raises IntegrityError when the slug is taken.
    """
    day = today or clock.today(people.VIENNA)
    month = start_month or calendar.start_month_for(day)
    last_year, this_year, next_year = calendar.years_of(day, month)
    now = datetime.combine(day, time(6), tzinfo=ZoneInfo(people.VIENNA))
    since = datetime.combine(last_year - timedelta(45), time(9), tzinfo=ZoneInfo(people.VIENNA))
    organization = create_organization(slug, since)
    with tenancy.enter(organization.pk), clock.at(now):
        actor = system(Via.DEMO)
        change_season(by=actor, year_start_month=month, creates_next_year=True)
        setup.furnish(organization, by=actor)
        for first in (last_year, this_year, next_year):
            create_year(start=first, by=actor)
        _lenient_rules()
        cast = create_cast(organization, since, now)
        teller = _tell(cast, day, (last_year, this_year, next_year))
        loaded = load([row.load for row in teller.told], by=actor)
        bulk.refresh_statistics()
        chapters.tell(organization, cast, day, by=actor, seed=SEED)
    return Demo(organization, len(cast.members), loaded)


def _lenient_rules() -> None:
    """People here may lag nine points behind the line before a number is called Behind."""
    settings = settings_row()
    settings.behind_over = 9
    settings.key_results_under_key_results = True
    settings.save()


def _tell(cast: Cast, today: date, years: tuple[date, date, date]) -> Teller:
    """The years and quarters one after another, up to the drafts for the next quarter."""
    teller = Teller(cast, today, SEED)
    quarters = [(year, span) for year, first in enumerate(years) for span in calendar.quarters_of(first)]
    current = next(i for i, (_year, span) in enumerate(quarters) if span.start <= today <= span.end)
    for i, (year, span) in enumerate(quarters[: current + 2]):
        begins_year = span.start == years[year]
        if begins_year and year < 2:
            before = len(teller.told)
            annual = Period.objects.get(kind="year", start=span.start)
            teller.year(Now(annual, 0, year, back=0))
            annual_rows = teller.told[before:]
        before = len(teller.told)
        period = Period.objects.get(kind="quarter", start=span.start)
        teller.quarter(Now(period, calendar.season_of(span), year, back=current - i))
        rows = teller.told[before:]
        if span.end < today:
            endings.add_up(rows)
            endings.end(rows, teller)
        if i % 4 == 3 and year == 0:
            endings.end(annual_rows, teller)
    return teller


def seal_events(organization: Organization) -> None:
    """Hands out what was recorded while loading, so that the event chain is whole from the start."""
    with tenancy.enter(organization.pk):
        events.sweep()
