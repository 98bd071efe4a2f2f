"""Invite people by e-mail, several at once (spec okrs §2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from cairn.core import clock, jobs, limits, tenancy
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, letters, policies
from cairn.organizations.actions import team_members, values
from cairn.organizations.actor import Actor
from cairn.organizations.deletion import what_keeps_member
from cairn.organizations.models import (
    AccountType,
    Invitation,
    Member,
    MemberState,
    Organization,
    Role,
    Team,
    TeamRole,
)
from cairn.organizations.tokens import digest, token_for

VALID_FOR = timedelta(days=14)
LETTERS_PER_DAY = 200
AT_ONCE = 100


class Result(StrEnum):
    INVITED = "invited"
    SENT_AGAIN = "sent_again"
    IS_MEMBER = "is_member"
    IS_DEACTIVATED = "is_deactivated"
    NOT_AN_ADDRESS = "not_an_address"


@dataclass(frozen=True)
class Outcome:
    """What became of one address. `sentence` says it to the person who invites."""

    email: str
    result: Result
    sentence: str
    member: Member | None = None

    @property
    def is_good(self) -> bool:
        return self.result in {Result.INVITED, Result.SENT_AGAIN}


@action
def invite(
    organization: Organization,
    *,
    by: Actor,
    emails: str | Iterable[str],
    teams: Iterable[Team] = (),
    team_role: str = TeamRole.MEMBER,
    manager: Member | None = None,
    role: str = Role.MEMBER,
    account_type: str = "",
) -> list[Outcome]:
    """Invites every address; one outcome for each, in their order, whether it worked or not.

    `emails` may be one text with addresses separated by blanks, commas, semicolons or new lines. The invited are
    pending members from now on, so that OKRs can name them, in the teams and there in the `team_role`. Raises Denied;
    Refused when there is no address or more than 100; TooOften after 200 letters of the organisation in a day.
    """
    account_type = account_type or organization.default_account_type
    policies.demand_invite(by, organization, account_type)
    _check_role(by, role, account_type)
    teams = list(teams)
    for team in teams:
        policies.demand_manage_team(by, team)
    addresses = split(emails) if isinstance(emails, str) else list(emails)
    if not addresses:
        raise Refused(_("Name at least one e-mail address."), field="emails")
    if len(addresses) > AT_ONCE:
        raise Refused(_("Please invite at most %(most)d people at once.") % {"most": AT_ONCE}, field="emails")
    given = {"role": role, "account_type": account_type, "manager": manager}
    places = dict.fromkeys(teams, team_role)
    return [_invite_one(email, places, given, by) for email in dict.fromkeys(addresses)]


def split(text: str) -> list[str]:
    """The addresses in a text, each once."""
    return list(dict.fromkeys(part.lower() for part in re.split(r"[\s,;]+", text) if part))


def _check_role(by: Actor, role: str, account_type: str) -> None:
    if role not in Role.values or account_type not in AccountType.values:
        raise Refused(_("Please choose one of the possibilities."), field="role")
    if role != Role.MEMBER:
        policies.demand_manage_people(by)
        if account_type == AccountType.OBSERVER:
            raise Refused(_("An observer cannot be an admin."), field="role")
    if role == Role.OWNER:
        policies.demand_manage_owners(by)


def _invite_one(email: str, places: Mapping[Team, str], given: Mapping[str, object], by: Actor) -> Outcome:
    try:
        kept = values.address(email)
    except Refused as refusal:
        return Outcome(email, Result.NOT_AN_ADDRESS, refusal.sentence)
    member = Member.objects.select_for_update().filter(email=kept).first()
    if member is None:
        member = Member(email=kept, name=kept.partition("@")[0], state=MemberState.PENDING, **given)
        member.save(force_insert=True)
    elif member.state == MemberState.ACTIVE:
        return Outcome(kept, Result.IS_MEMBER, _("%(name)s is here already.") % {"name": member.name}, member)
    elif member.state == MemberState.DEACTIVATED:
        sentence = _("%(name)s was deactivated. An admin can reactivate the account.") % {"name": member.name}
        return Outcome(kept, Result.IS_DEACTIVATED, sentence, member)
    elif member.state == MemberState.PENDING:
        _send_again(member, by)
        return Outcome(kept, Result.SENT_AGAIN, _("Was invited before; the letter goes out again."), member)
    else:
        member.state = MemberState.PENDING  # imported earlier, with the role and teams of the import
        member.save(update_fields=["state"])
    for team, team_role in places.items():
        team_members.put(team, member, team_role)
    _write(member, by)
    return Outcome(kept, Result.INVITED, _("Invited."), member)


def _write(member: Member, by: Actor) -> Invitation:
    _spend()
    invitation = Invitation(
        member=member, email=member.email, invited_by=by.member, expires_at=clock.now() + VALID_FOR
    )
    invitation.token_digest = digest(token_for(invitation))
    invitation.save(force_insert=True)
    record(events.MEMBER_INVITED, member, by=by, invitation=invitation.pk)
    return invitation


def _send_again(member: Member, by: Actor) -> None:
    invitation = member.invitations.filter(state=Invitation.State.OPEN).order_by("-sent_at").first()
    if invitation is None:
        _write(member, by)
        return
    _spend()
    invitation.sent_at, invitation.expires_at = clock.now(), clock.now() + VALID_FOR
    invitation.save(update_fields=["sent_at", "expires_at"])
    record(events.INVITATION_SENT_AGAIN, member, by=by, invitation=invitation.pk)


def _spend() -> None:
    limits.spend(f"invite:{tenancy.current_id()}", limit=LETTERS_PER_DAY, window=timedelta(days=1))


@action
def resend_invitation(member: Member, *, by: Actor) -> None:
    """Sends the letter again and gives it two more weeks.

    Raises Denied, Refused when nothing is pending, TooOften.
    """
    policies.demand_manage_people(by)
    member = _pending(member)
    _send_again(member, by)


@action
def cancel_invitation(member: Member, *, by: Actor) -> None:
    """Takes an invitation back: the letter stops working, and another one says so.

    The pending member is removed, unless OKRs name the person already: then it stays as imported people do.
    Raises Denied, Refused when nothing is pending.
    """
    policies.demand_manage_people(by)
    member = _pending(member)
    cancelled = member.invitations.filter(state=Invitation.State.OPEN).update(state=Invitation.State.CANCELLED)
    if cancelled:  # events hold no addresses, and the member may be gone when this one is delivered
        jobs.enqueue_after_commit(letters.send_cancellation, email=member.email)
    record(events.INVITATION_CANCELLED, member, by=by)
    if what_keeps_member(member):
        member.state = MemberState.PROVISIONED
        member.save(update_fields=["state"])
    else:
        member.delete()


def _pending(member: Member) -> Member:
    found: Member = Member.objects.select_for_update().get(pk=member.pk)
    if found.state != MemberState.PENDING:
        raise Refused(_("%(name)s has no open invitation.") % {"name": found.name})
    return found
