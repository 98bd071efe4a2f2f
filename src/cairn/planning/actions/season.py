"""When the planning year begins, and which period is current (spec okrs §3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actor import Actor
from cairn.organizations.policies import demand_manage_organization
from cairn.planning import events
from cairn.planning.models import Period, Season


def the_season(*, lock: bool = False) -> Season:
    """The season of this organisation, made when it is missing."""
    rows = Season.objects.select_for_update() if lock else Season.objects.all()
    found: Season | None = rows.first()
    return found if found is not None else Season.objects.get_or_create()[0]


@action
def change_season(*, by: Actor, year_start_month: int, creates_next_year: bool) -> Season:
    """Sets in which month (1–12) the planning year begins, and whether next year's periods come by themselves.

    Periods that exist stay as they are. Raises Denied, Refused for a month that is none.
    """
    demand_manage_organization(by)
    if not 1 <= year_start_month <= 12:
        raise Refused(_("Please choose a month."), field="year_start_month")
    season = the_season(lock=True)
    after = {"year_start_month": year_start_month, "creates_next_year": creates_next_year}
    changed = {field: [getattr(season, field), new] for field, new in after.items() if getattr(season, field) != new}
    if changed:
        season.year_start_month, season.creates_next_year = year_start_month, creates_next_year
        season.save(update_fields=list(changed))
        record(events.SEASON_CHANGED, season, by=by, changed=changed)
    return season


@action
def pin_period(period: Period, *, by: Actor) -> Season:
    """Makes a period the current one for everybody until it is unpinned: nothing rolls by itself (golden 36).

    Raises Denied.
    """
    demand_manage_organization(by)
    season = the_season(lock=True)
    if season.pinned_period_id != period.pk:
        season.pinned_period = period
        season.save(update_fields=["pinned_period"])
        record(events.PERIOD_PINNED, season, by=by, period=period.pk)
    return season


@action
def unpin_period(*, by: Actor) -> Season:
    """Has the current period follow the calendar again. Raises Denied."""
    demand_manage_organization(by)
    season = the_season(lock=True)
    if season.pinned_period_id is not None:
        period_id, season.pinned_period = season.pinned_period_id, None
        season.save(update_fields=["pinned_period"])
        record(events.PERIOD_UNPINNED, season, by=by, period=period_id)
    return season
