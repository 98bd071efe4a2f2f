"""Add a person and change the profile (spec okrs §2.3)."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import managers_of
from cairn.organizations.models import AccountType, Member, MemberState, Role, User


class MemberChanges(TypedDict, total=False):
    """What `update_member` takes; what is left out stays."""

    name: str
    email: str
    title: str
    manager: Member | None
    time_zone: str
    locale: str
    date_format: str


_OWN = {"name", "title", "time_zone", "locale", "date_format"}  # what everyone may change of the own profile


@action
def add_member(
    *,
    email: str,
    name: str,
    by: Actor,
    user: User | None = None,
    role: str = Role.MEMBER,
    account_type: str = AccountType.REGULAR,
    title: str = "",
    manager: Member | None = None,
    time_zone: str = "",
) -> Member:
    """A person without a letter: active with a sign-in, provisioned without one.

    Raises Denied; Refused for a bad value; Conflict when the address is in the organisation already.
    """
    policies.demand_manage_people(by)
    if role not in Role.values or account_type not in AccountType.values:
        raise Refused(_("Please choose one of the possibilities."), field="role")
    if role == Role.OWNER:
        policies.demand_manage_owners(by)
    if role != Role.MEMBER and account_type == AccountType.OBSERVER:
        raise Refused(_("An observer cannot be an admin."), field="role")
    member = Member(
        user=user,
        email=values.address(email),
        name=values.line(name, field="name"),
        role=role,
        account_type=account_type,
        title=values.line(title, field="title", required=False),
        manager=manager,
        time_zone=values.time_zone(time_zone, required=False),
        state=MemberState.ACTIVE if user else MemberState.PROVISIONED,
    )
    with values.only_one(_("Somebody with this address is here already."), field="email"):
        member.save(force_insert=True)
    record(events.MEMBER_ADDED, member, by=by, role=role, account_type=account_type)
    return member


@action
def update_member(member: Member, *, by: Actor, **changes: Unpack[MemberChanges]) -> Member:
    """Changes the profile. One's own address and manager are changed by those who manage accounts.

    The address is the one in this organisation; the address one signs in with is not touched. Raises Denied, Refused
    at the field that does not fit (a manager must not report to this person), Conflict for an address that is taken.
    """
    policies.demand_edit_profile(by, member)
    member = Member.objects.select_for_update().get(pk=member.pk)
    kept = {field: value for field, value in _checked(member, changes).items() if getattr(member, field) != value}
    if not kept.keys() <= _OWN:
        policies.demand_manage_member(by, member)
    if not kept:
        return member
    for field, value in kept.items():
        setattr(member, field, value)
    with values.only_one(_("Somebody with this address is here already."), field="email"):
        member.save(update_fields=list(kept))
    data = {"manager": member.manager_id} if "manager" in kept else {}
    record(events.MEMBER_EDITED, member, by=by, fields=sorted(kept), **data)
    return member


def _checked(member: Member, changes: MemberChanges) -> dict[str, object]:
    kept: dict[str, object] = {}
    if "name" in changes:
        kept["name"] = values.line(changes["name"], field="name")
    if "email" in changes:
        kept["email"] = values.address(changes["email"])
    if "title" in changes:
        kept["title"] = values.line(changes["title"], field="title", required=False)
    if "time_zone" in changes:
        kept["time_zone"] = values.time_zone(changes["time_zone"], required=False)
    if "locale" in changes:
        kept["locale"] = values.locale(changes["locale"], required=False)
    if "date_format" in changes:
        kept["date_format"] = values.date_format(changes["date_format"])
    if "manager" in changes:
        kept["manager"] = changes["manager"]
        _refuse_circle(member, changes["manager"])
    return kept


def _refuse_circle(member: Member, manager: Member | None) -> None:
    if manager is None:
        return
    if manager.pk == member.pk:
        raise Refused(_("Nobody is their own manager."), field="manager")
    if member.pk in managers_of(manager.pk):
        raise Refused(
            _("%(manager)s reports to %(member)s, directly or through others.")
            % {"manager": manager.name, "member": member.name},
            field="manager",
        )
