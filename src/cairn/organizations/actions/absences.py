"""Say when somebody is away, and take it back (spec okrs §13.2, §15.2)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, OutOfOffice

LONGEST = timedelta(days=731)


@action
def add_absence(
    member: Member, *, by: Actor, first_day: date, last_day: date, delegate: Member | None = None
) -> OutOfOffice:
    """The person is away from the first to the last day, both included; nothing is asked of them meanwhile.

    Raises Denied; Refused at the field that does not fit: days in the wrong order, over, or taken by another
    absence; a delegate who is the person, observes, or was deactivated.
    """
    policies.demand_edit_profile(by, member)
    member = Member.objects.select_for_update().get(pk=member.pk)
    _refuse_days(member, first_day, last_day)
    if delegate is not None:
        _refuse_delegate(member, delegate)
    absence = OutOfOffice(member=member, first_day=first_day, last_day=last_day, delegate=delegate)
    absence.save(force_insert=True)
    record(
        events.ABSENCE_ADDED,
        member,
        by=by,
        absence=absence.pk,
        first_day=first_day,
        last_day=last_day,
        delegate=delegate.pk if delegate else None,
    )
    return absence


@action
def remove_absence(absence: OutOfOffice, *, by: Actor) -> None:
    """The person is there after all, or back early. What is gone already stays gone. Raises Denied."""
    policies.demand_edit_profile(by, absence.member)
    member = Member.objects.select_for_update().get(pk=absence.member_id)
    removed, _tables = OutOfOffice.objects.filter(pk=absence.pk).delete()
    if removed:
        record(events.ABSENCE_REMOVED, member, by=by, absence=absence.pk)


def release_stand_in(member: Member) -> None:
    """Whoever leaves, or only observes from now on, stands in for nobody: those who are away choose anew."""
    OutOfOffice.objects.filter(delegate=member).update(delegate=None)


def _refuse_days(member: Member, first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refused(_("The last day lies before the first."), field="last_day")
    if last_day < clock.today(member.time_zone or member.organization.time_zone):
        raise Refused(_("These days are over already."), field="last_day")
    if last_day - first_day > LONGEST:
        raise Refused(_("Two years at most."), field="last_day")
    other = OutOfOffice.objects.filter(member=member, first_day__lte=last_day, last_day__gte=first_day).first()
    if other is not None:
        raise Refused(
            _("From %(first)s to %(last)s is entered already. Remove that first, or choose other days.")
            % {"first": other.first_day.isoformat(), "last": other.last_day.isoformat()},
            field="first_day",
        )


def _refuse_delegate(member: Member, delegate: Member) -> None:
    if delegate.pk == member.pk:
        raise Refused(_("Choose somebody else: nobody stands in for themselves."), field="delegate")
    if delegate.is_observer:
        raise Refused(_("%(name)s is an observer and cannot stand in.") % {"name": delegate.name}, field="delegate")
    if delegate.is_deactivated:
        raise Refused(_("%(name)s was deactivated.") % {"name": delegate.name}, field="delegate")
