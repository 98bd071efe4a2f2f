"""The standard periods of a year: when an organisation begins, and for the next year in time (spec okrs §3)."""

from __future__ import annotations

from datetime import date

from cairn.core import clock, tenancy
from cairn.core.events import record
from cairn.core.schedule import daily
from cairn.core.transactions import action
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import Organization
from cairn.organizations.policies import demand_manage_organization
from cairn.planning import events, periods
from cairn.planning.actions.season import the_season
from cairn.planning.models import Period


def furnish_with_periods(organization: Organization, by: Actor) -> None:
    """What a new organisation begins with: the year it is in and its quarters, and the next ones if they are due."""
    season = the_season()
    today = clock.today(organization.time_zone)
    create_year(start=periods.year_start(today, season.year_start_month), by=by)
    following = periods.due_for_creation(today, season.year_start_month)
    if following is not None:
        create_year(start=following, by=by)


@action
def create_year(*, start: date, by: Actor) -> list[Period]:
    """The year that begins on `start` (the first of a month) with its four quarters, as far as they are missing.

    A period is missing when none has its name and none of its kind has its dates. Answers the new ones; raises
    Denied.
    """
    demand_manage_organization(by)
    the_season(lock=True)  # two runs at once would both find them missing
    wanted = periods.standard_year(start)
    last = max(span.end for span in wanted)
    present = list(Period.objects.filter(start__gte=start, end__lte=last))
    names = set(Period.objects.filter(name__in=[span.name for span in wanted]).values_list("name", flat=True))
    stretches = {(period.kind, period.start, period.end): period for period in present}
    year = stretches.get((periods.Kind.YEAR.value, start, last))
    made: list[Period] = []
    for span in wanted:
        if span.name in names or (span.kind.value, span.start, span.end) in stretches:
            continue
        parent = None if span.kind == periods.Kind.YEAR else year
        period = Period(name=span.name, kind=span.kind.value, start=span.start, end=span.end, parent=parent)
        period.save(force_insert=True)
        year = period if span.kind == periods.Kind.YEAR else year
        made.append(period)
    if made:
        record(events.YEAR_CREATED, made[0], by=by, start=start, periods=[period.pk for period in made])
    return made


@daily(at="00:15", in_each_organization=True)
def roll_year() -> list[Period]:
    """Creates next year's periods from the first day of this year's last quarter on (golden 37). Safe to repeat."""
    season = the_season()
    if not season.creates_next_year:
        return []
    organization = Organization.objects.get(pk=tenancy.current_id())
    following = periods.due_for_creation(clock.today(organization.time_zone), season.year_start_month)
    return create_year(start=following, by=system()) if following is not None else []
