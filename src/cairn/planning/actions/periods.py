"""Add, edit and delete periods (spec okrs §3)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.policies import demand_manage_organization
from cairn.planning import events, periods, usage
from cairn.planning.actions.season import the_season
from cairn.planning.actions.years import create_year
from cairn.planning.models import Period, PeriodKind
from cairn.planning.queries import next_period, year_around

LONGEST_DAYS = 3 * 366
TAKEN = gettext_noop("A period of this name exists already.")


@action
def add_period(
    *, name: str, start: date, end: date, by: Actor, kind: str = PeriodKind.CUSTOM, parent: Period | None = None
) -> Period:
    """A period from `start` to `end`, both included; below the year that holds it, unless a parent is named.

    Raises Denied; Refused for dates that make no sense; Conflict when the name is taken.
    """
    demand_manage_organization(by)
    _check(start, end, kind)
    period = Period(name=values.line(name, field="name", limit=60), kind=kind, start=start, end=end)
    period.parent = parent or year_around(period)
    with values.only_one(_(TAKEN), field="name"):
        period.save(force_insert=True)
    record(events.PERIOD_ADDED, period, by=by, start=start, end=end)
    return period


@action
def add_following(period: Period, *, by: Actor) -> Period:
    """The period after this one, made as far as it is missing (spec okrs §10.5.9): quarters and years come with
    their whole planning year, others as long as this one. Raises Denied, Conflict when the name is taken."""
    demand_manage_organization(by)
    found = next_period(period)
    if found is not None:
        return found
    span = periods.following(period)
    if period.kind in {PeriodKind.QUARTER, PeriodKind.YEAR}:
        create_year(start=periods.year_start(span.start, the_season().year_start_month), by=by)
        found = next_period(period)
        if found is not None:
            return found
    return add_period(name=span.name, start=span.start, end=span.end, kind=span.kind, by=by)


@action
def edit_period(
    period: Period, *, by: Actor, name: str, start: date, end: date, kind: str | None = None, move_along: bool = False
) -> Period:
    """Changes a period. Goals that have exactly its old dates move with it, after `move_along` confirmed it.

    Raises Denied; Refused for dates that make no sense, and with field "move_along" while things would move and
    nobody confirmed it; Conflict when the name is taken.
    """
    demand_manage_organization(by)
    period = Period.objects.select_for_update().get(pk=period.pk)
    kind = kind or period.kind
    _check(start, end, kind)
    before = {"name": period.name, "kind": period.kind, "start": period.start, "end": period.end}
    after = {"name": values.line(name, field="name", limit=60), "kind": kind, "start": start, "end": end}
    changed = {field: [old, after[field]] for field, old in before.items() if after[field] != old}
    if not changed:
        return period
    if {"start", "end"} & changed.keys():
        _move_along(period, start, end, by, is_confirmed=move_along)
    for field in changed:
        setattr(period, field, after[field])
    year, period.parent = period.parent_id, year_around(period)
    with values.only_one(_(TAKEN), field="name"):
        period.save(update_fields=[*changed, "parent"])
    if {"start", "end"} & changed.keys() or period.parent_id != year:
        usage.settle(period)
    record(events.PERIOD_EDITED, period, by=by, changed=changed)
    return period


def _move_along(period: Period, start: date, end: date, by: Actor, *, is_confirmed: bool) -> None:
    following = usage.count_following(period)
    if following and not is_confirmed:
        raise Refused(
            ngettext(
                "%(count)d item has the dates of this period and moves with it. Please confirm.",
                "%(count)d items have the dates of this period and move with it. Please confirm.",
                following,
            )
            % {"count": following},
            field="move_along",
        )
    if following:
        usage.move_along(period, start=start, end=end, by=by)


@action
def delete_period(period: Period, *, by: Actor) -> None:
    """Removes a period. Raises Denied; Refused while something lies in it or other periods belong to it."""
    demand_manage_organization(by)
    period = Period.objects.select_for_update().get(pk=period.pk)
    used = usage.count(period)
    if used:
        raise Refused(
            ngettext(
                "%(count)d item lies in this period. Move it to another one first.",
                "%(count)d items lie in this period. Move them to another one first.",
                used,
            )
            % {"count": used}
        )
    if period.children.exists():
        raise Refused(_("Other periods belong to this one. Delete them first."))
    record(events.PERIOD_DELETED, period, by=by, start=period.start, end=period.end)
    period.delete()


def _check(start: date, end: date, kind: str) -> None:
    if kind not in PeriodKind.values:
        raise Refused(_("Please choose one of the possibilities."), field="kind")
    if end < start:
        raise Refused(_("A period cannot end before it begins."), field="end")
    if (end - start).days >= LONGEST_DAYS:
        raise Refused(_("A period lasts three years at most."), field="end")
    if not 1970 <= start.year <= 2200:
        raise Refused(_("This year is too far away."), field="start")
