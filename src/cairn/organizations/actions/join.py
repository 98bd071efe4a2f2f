"""Ways in: by a letter, by the domain of one's address, or by asking (spec okrs §2.1, §2.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core import clock, tenancy
from cairn.core.access import Via
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actions import values
from cairn.organizations.actions.sign_ins import lets_in, note_address, verified_domain
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import Invitation, JoinPolicy, JoinRequest, Member, MemberState, Organization, User
from cairn.organizations.queries.invitations import find_invitation


@action
def accept_invitation(*, token: str, user: User, via: Via = Via.WEB) -> Member:
    """Lets the invited person in. Whoever holds the letter reads its mailbox, so the address counts as verified.

    Raises Refused when the letter is unknown, used, cancelled, too old or written to another address.
    """
    found = find_invitation(token)
    if found is None:
        raise Refused(_("This invitation does not exist or was taken back. Ask for a new one."))
    with tenancy.enter(found.organization_id):
        invitation = Invitation.objects.select_for_update().select_related("member").get(pk=found.pk)
        _check_open(invitation, user)
        member = _let_in(invitation.member, user)
        invitation.state, invitation.accepted_at = Invitation.State.ACCEPTED, clock.now()
        invitation.save(update_fields=["state", "accepted_at"])
        note_address(user, verified=True)
        record(events.MEMBER_JOINED, member, by=Actor(member=member, via=via), invitation=invitation.pk)
    return member


def _check_open(invitation: Invitation, user: User) -> None:
    if invitation.state == Invitation.State.ACCEPTED:
        raise Refused(_("This invitation was used already. Sign in to get there."))
    if invitation.state != Invitation.State.OPEN:
        raise Refused(_("This invitation was taken back. Ask for a new one."))
    if invitation.expires_at <= clock.now():
        raise Refused(_("This invitation is too old. Ask for a new one."))
    if invitation.email != user.email:
        raise Refused(
            _("This invitation was written to %(invited)s, and you are signed in as %(present)s.")
            % {"invited": invitation.email, "present": user.email}
        )


def _let_in(member: Member, user: User) -> Member:
    """Makes a pending or imported member an active one with this sign-in."""
    if Member.objects.filter(user=user).exclude(pk=member.pk).exists():
        raise Refused(_("You are in this organisation already."))
    if member.state == MemberState.DEACTIVATED:
        raise Refused(_("Your account here was deactivated. An admin can reactivate it."))
    if member.state == MemberState.PENDING and user.name:
        member.name = user.name  # so far it was a guess from the address
    member.user, member.state, member.joined_at = user, MemberState.ACTIVE, clock.now()
    member.save(update_fields=["user", "state", "name", "joined_at"])
    return member


def _admit(organization: Organization, user: User) -> Member:
    """The member for who comes without a letter: the one imported or invited under the address, or a new one."""
    if Member.objects.filter(user=user, state=MemberState.ACTIVE).exists():
        raise Refused(_("You are in this organisation already."))
    known = Member.objects.select_for_update().filter(email=user.email).first()
    if known is not None:
        if not verified_domain(user):
            raise Refused(_("An account waits under this e-mail address; it has to be confirmed first."))
        known.invitations.filter(state=Invitation.State.OPEN).update(
            state=Invitation.State.ACCEPTED, accepted_at=clock.now()
        )
        return _let_in(known, user)
    member = Member(
        user=user, email=user.email, name=user.name or user.email, account_type=organization.default_account_type
    )
    with values.only_one(_("You are in this organisation already."), field="email"):
        member.save(force_insert=True)
    return member


@action
def join_by_domain(*, organization: Organization, user: User, via: Via = Via.WEB) -> Member:
    """Lets in a person whose verified address belongs to one of the organisation's domains (`lets_in`).

    Raises Refused when the organisation is not open to this address; the sentence does not say whether it exists.
    """
    with tenancy.enter(organization.pk):
        organization = Organization.objects.get(pk=organization.pk)
        if not lets_in(organization, user):
            raise Refused(_("You cannot join there by yourself. Ask for an invitation."))
        member = _admit(organization, user)
        record(events.MEMBER_JOINED, member, by=Actor(member=member, via=via))
    return member


@action
def request_to_join(*, organization: Organization, user: User, message: str = "") -> JoinRequest:
    """Asks the admins to be let in; asking again while the question is open changes nothing.

    Raises Refused when the organisation takes no requests or the person is in it.
    """
    with tenancy.enter(organization.pk):
        organization = Organization.objects.get(pk=organization.pk)
        if organization.join_policy == JoinPolicy.INVITATION:
            raise Refused(_("You cannot join there by yourself. Ask for an invitation."))
        if Member.objects.filter(user=user).exists():
            raise Refused(_("You are in this organisation already."))
        text = values.paragraph(message, field="message", limit=1000)
        request, is_new = JoinRequest.objects.get_or_create(
            user=user, state=JoinRequest.State.OPEN, defaults={"message": text}
        )
        if is_new:
            record(events.JOIN_REQUESTED, request, by=system(Via.WEB))
    return request


@action
def decide_join_request(request: JoinRequest, *, by: Actor, accept: bool) -> Member | None:
    """Lets the person in (and answers the member) or says no. Raises Denied, Refused when it was decided before."""
    policies.demand_manage_people(by)
    request = JoinRequest.objects.select_for_update().select_related("user", "organization").get(pk=request.pk)
    if request.state != JoinRequest.State.OPEN:
        raise Refused(_("Somebody decided on this request already."))
    request.state = JoinRequest.State.ACCEPTED if accept else JoinRequest.State.DECLINED
    request.decided_by, request.decided_at = by.member, clock.now()
    request.save(update_fields=["state", "decided_by", "decided_at"])
    member = _admit(request.organization, request.user) if accept else None
    record(events.JOIN_DECIDED, request, by=by, accepted=accept, member=member.pk if member else None)
    return member
