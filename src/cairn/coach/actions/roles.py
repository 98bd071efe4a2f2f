"""Who plays which part in the OKR programme: labels on people, without any right (okrs §21.3, people RO-4)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.coach import events
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_manage_organization

ROLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "sponsor": (gettext_lazy("Executive sponsor"), gettext_lazy("Says why, clears the way, leads by example.")),
    "owner": (gettext_lazy("Programme owner"), gettext_lazy("Answers for the programme as a whole.")),
    "champion": (
        gettext_lazy("Champion"),
        gettext_lazy("Knows the craft, helps the teams to write and keep them."),
    ),
    "admin": (gettext_lazy("Programme admin"), gettext_lazy("Looks after periods, people and settings.")),
    "technical": (gettext_lazy("Technical contact"), gettext_lazy("Connects systems and answers how-questions.")),
    "change": (
        gettext_lazy("Change owner"),
        gettext_lazy("Plans how everybody is told, and listens to them."),
    ),
    "leader": (
        gettext_lazy("Leader"),
        gettext_lazy("Brings it into a part of the organisation, first of all by doing it."),
    ),
    "member": (gettext_lazy("Member"), gettext_lazy("Takes part from the beginning and says what is in the way.")),
    "trainer": (gettext_lazy("Trainer"), gettext_lazy("Teaches managers first, then everybody.")),
}


@action
def set_role(member: Member, role: str, *, holds: bool, by: Actor) -> Member:
    """Gives somebody a part in the programme or takes it away; rights stay. Raises Denied, Refused."""
    demand_manage_organization(by)
    if role not in ROLES:
        raise Refused(_("Please choose one of the possibilities."), field="role")
    member = Member.objects.select_for_update().get(pk=member.pk)
    held: Collection[str] = set(member.programme_roles)
    if holds == (role in held):
        return member
    member.programme_roles = sorted({*held, role} if holds else set(held) - {role})
    member.save(update_fields=["programme_roles"])
    record(events.ROLES_CHANGED, member, by=by, role=role, holds=holds)
    return member
