"""The days on which the organisation asks nothing of anybody (spec okrs §15.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.notifications import events
from cairn.notifications.models import Holiday
from cairn.organizations import policies
from cairn.organizations.actions.values import line
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

MOST = 1000


@action
def add_holidays(days: Mapping[date, str], *, by: Actor) -> int:
    """Adds days with their names; one that is there already gets the new name. Answers how many are new.

    Raises Denied; Refused for too many days, for a name that cannot be kept, and for a day of another century.
    """
    policies.demand_manage_organization(by)
    home = Organization.objects.select_for_update().get(pk=tenancy.current_id())
    known = dict(Holiday.objects.values_list("day", "pk"))
    if len(known.keys() | days.keys()) > MOST:
        raise Refused(_("That is more than %(most)d holidays.") % {"most": MOST}, field="calendar")
    new = 0
    for day, name in sorted(days.items()):
        if not date(2000, 1, 1) <= day <= date(2100, 1, 1):
            raise Refused(_("Please choose a day of these years."), field="day")
        kept = line(name, field="name", limit=80, required=False)
        _row, is_new = Holiday.objects.update_or_create(day=day, defaults={"name": kept})
        new += is_new
    if days:
        record(events.HOLIDAYS_CHANGED, home, by=by, added=sorted(days))
    return new


@action
def remove_holiday(holiday: Holiday, *, by: Actor) -> None:
    """Takes a day away. Removing it twice changes nothing. Raises Denied."""
    policies.demand_manage_organization(by)
    home = Organization.objects.select_for_update().get(pk=tenancy.current_id())
    removed, _tables = Holiday.objects.filter(pk=holiday.pk).delete()
    if removed:
        record(events.HOLIDAYS_CHANGED, home, by=by, removed=[holiday.day])
