"""Begin and stop to work on behalf of somebody (spec okrs §13.1). The session is the door's to keep."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.on_behalf import LASTS, what_hinders


@action
def start_on_behalf(member: Member, *, by: Actor) -> Member:
    """Records that `by` works on behalf of the person from now on, which the person is told; answers the person.

    Raises Denied (admins for members, owners also for owners and admins; nobody for somebody they are standing in
    for); Refused for oneself, for a deactivated account and for people of whom something is private.
    """
    policies.demand_on_behalf(by, member)
    member = Member.objects.get(pk=member.pk)
    if member.pk == by.member_id:
        raise Refused(_("You are yourself already."))
    if member.is_deactivated:
        raise Refused(_("%(name)s is deactivated. Nobody works on behalf of a closed account.") % {"name": member})
    if hindrance := what_hinders(member):
        raise Refused(hindrance)
    minutes = int(LASTS.total_seconds() // 60)
    record(events.ON_BEHALF_STARTED, member, by=by, minutes=minutes)
    return member


@action
def stop_on_behalf(member: Member, *, by: Actor) -> None:
    """Records that the admin `by` has stopped."""
    record(events.ON_BEHALF_STOPPED, member, by=by)
