"""Roles, account types, and the end of an account (spec okrs §2.1, §2.3, §2.4)."""

from __future__ import annotations

from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from cairn.core import clock, tenancy
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import deletion, events, policies
from cairn.organizations.actions.absences import release_stand_in
from cairn.organizations.actor import Actor
from cairn.organizations.models import (
    AccountType,
    Member,
    MemberState,
    Organization,
    Photo,
    Role,
    TeamMember,
    TeamRole,
)
from cairn.organizations.terminology import worded


@action
def change_role(member: Member, *, by: Actor, role: str) -> Member:
    """Makes somebody owner, admin or plain member.

    Raises Denied (only owners decide on owners); Refused for an observer or when the last owner would be gone.
    """
    member = _locked(member)
    policies.demand_manage_member(by, member)
    if role not in Role.values:
        raise Refused(_("Please choose one of the possibilities."), field="role")
    if role == Role.OWNER:
        policies.demand_manage_owners(by)
    if role != Role.MEMBER and member.is_observer:
        raise Refused(_("An observer cannot be an admin. Change the account type first."), field="role")
    if role == member.role:
        return member
    if member.role == Role.OWNER:
        _keep_an_owner(member)
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    record(events.ROLE_CHANGED, member, by=by, changed={"role": [before, role]})
    return member


@action
def change_account_type(member: Member, *, by: Actor, account_type: str) -> Member:
    """Turns a regular account into an observer's or back.

    Raises Denied; Refused for admins and for people who own or administer a team (spec okrs §2.3).
    """
    member = _locked(member)
    policies.demand_manage_member(by, member)
    if account_type not in AccountType.values:
        raise Refused(_("Please choose one of the possibilities."), field="account_type")
    if account_type == member.account_type:
        return member
    if account_type == AccountType.OBSERVER:
        _refuse_duties(member)
        release_stand_in(member)
    before, member.account_type = member.account_type, account_type
    member.save(update_fields=["account_type"])
    record(events.ACCOUNT_TYPE_CHANGED, member, by=by, changed={"account_type": [before, account_type]})
    return member


def _refuse_duties(member: Member) -> None:
    if member.is_admin:
        raise Refused(_("An admin cannot be an observer. Take the role away first."), field="account_type")
    led = TeamMember.objects.filter(member=member).exclude(role=TeamRole.MEMBER).select_related("team").first()
    if led is not None:
        raise Refused(
            worded(_("%(name)s leads the {team} %(team)s. Name somebody else first."))
            % {"name": member.name, "team": led.team.name},
            field="account_type",
        )
    if duty := deletion.what_keeps_regular(member):
        raise Refused(duty, field="account_type")


@action
def deactivate_member(member: Member, *, by: Actor) -> Member:
    """Closes the door: no more signing in; OKRs stay with the person. Reversible; twice changes nothing.

    Raises Denied; Refused for oneself and for the last owner.
    """
    member = _locked(member)
    policies.demand_manage_member(by, member)
    if member.pk == by.member_id:
        raise Refused(_("You cannot deactivate yourself."))
    if member.state == MemberState.DEACTIVATED:
        return member
    if member.role == Role.OWNER:
        _keep_an_owner(member)
    member.state, member.deactivated_at = MemberState.DEACTIVATED, clock.now()
    member.save(update_fields=["state", "deactivated_at"])
    member.invitations.filter(state="open").update(state="cancelled")
    release_stand_in(member)
    record(events.MEMBER_DEACTIVATED, member, by=by)
    return member


@action
def reactivate_member(member: Member, *, by: Actor) -> Member:
    """Opens the door again. Somebody who never signed in is as an imported person then. Raises Denied."""
    member = _locked(member)
    policies.demand_manage_member(by, member)
    if member.state != MemberState.DEACTIVATED:
        return member
    member.state = MemberState.ACTIVE if member.user_id else MemberState.PROVISIONED
    member.deactivated_at = None
    member.save(update_fields=["state", "deactivated_at"])
    record(events.MEMBER_REACTIVATED, member, by=by)
    return member


@action
def delete_member(member: Member, *, by: Actor) -> None:
    """Removes the person and all they did here, for good. The sign-in itself is the person's and stays.

    Raises Denied; Refused for oneself, for the last owner, and while OKRs belong to the person (golden 32).
    """
    member = _locked(member)
    policies.demand_manage_member(by, member)
    if member.pk == by.member_id:
        raise Refused(_("You cannot delete yourself."))
    if member.role == Role.OWNER:
        _keep_an_owner(member)
    if obstacle := deletion.what_keeps_member(member):
        raise Refused(obstacle)
    record(events.MEMBER_DELETED, member, by=by)
    deletion.erase(member)
    Photo.objects.filter(pk__in=[member.photo_id]).delete()
    try:
        member.delete()
    except (ProtectedError, RestrictedError):
        raise Refused(
            _("%(name)s still has things here that have to go to somebody else first.") % {"name": member.name}
        ) from None


def _locked(member: Member) -> Member:
    """The member as it is now, behind the organisation's lock: two owners must not both leave at once."""
    Organization.objects.select_for_update().get(pk=tenancy.current_id())
    found: Member = Member.objects.select_for_update().get(pk=member.pk)
    return found


def _keep_an_owner(leaving: Member) -> None:
    others = Member.objects.filter(role=Role.OWNER, state=MemberState.ACTIVE).exclude(pk=leaving.pk)
    if not others.exists():
        raise Refused(_("An organisation needs an owner. Make somebody else owner first."), field="role")
