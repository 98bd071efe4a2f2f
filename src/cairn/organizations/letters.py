"""Letters about joining: written after the change is committed, handed to the mail queue."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.core import mail, tenancy
from cairn.core.events import subscribe
from cairn.core.jobs import job
from cairn.core.models import Event
from cairn.organizations.models import Invitation, JoinRequest, Member, Organization
from cairn.organizations.tokens import token_for


@subscribe("organizations.invitation_letters", "member.invited")
def send_invitation(event: Event) -> None:
    """Writes to the invited person, unless the invitation was taken back meanwhile."""
    rows = Invitation.objects.select_related("organization", "invited_by")
    invitation = rows.filter(pk=UUID(event.data["invitation"]), state=Invitation.State.OPEN).first()
    if invitation is None:
        return
    organization = invitation.organization
    with translation.override(organization.locale):
        _post(
            "organizations/email/invitation",
            to=invitation.email,
            subject=_("You are invited to %(organization)s on Cairn") % {"organization": organization.name},
            organization_id=organization.pk,
            organization=organization,
            invitation=invitation,
            link=settings.BASE_URL + reverse("invitation", args=[token_for(invitation)]),
        )


@job
def send_cancellation(email: str) -> None:
    """Writes to somebody whose invitation was taken back (spec okrs §15.4), who may be no member any more."""
    organization = Organization.objects.get(pk=tenancy.current_id())
    with translation.override(organization.locale):
        _post(
            "organizations/email/cancellation",
            to=email,
            subject=_("Your invitation to %(organization)s was taken back") % {"organization": organization.name},
            organization_id=organization.pk,
            organization=organization,
        )


@subscribe("organizations.join_request_letters", "join_request.made")
def tell_admins(event: Event) -> None:
    """Writes to the people who can let somebody in."""
    rows = JoinRequest.objects.select_related("organization", "user")
    request = rows.filter(pk__in=[event.subject_id], state=JoinRequest.State.OPEN).first()
    if request is None:
        return
    organization = request.organization
    for admin in Member.objects.admins():
        with translation.override(admin.locale or organization.locale):
            _post(
                "organizations/email/join_request",
                to=admin.email,
                subject=_("%(name)s asks to join %(organization)s")
                % {"name": request.user, "organization": organization.name},
                organization_id=organization.pk,
                organization=organization,
                request_to_join=request,
                link=settings.BASE_URL + reverse("organizations:join_requests", kwargs={"slug": organization.slug}),
            )


@subscribe("organizations.join_decision_letters", "join_request.decided")
def tell_requester(event: Event) -> None:
    """Writes to whoever asked to be let in what became of it."""
    rows = JoinRequest.objects.select_related("organization", "user")
    request = rows.filter(pk__in=[event.subject_id]).exclude(state=JoinRequest.State.OPEN).first()
    if request is None:
        return
    organization = request.organization
    is_in = request.state == JoinRequest.State.ACCEPTED
    with translation.override(organization.locale):
        subject = _("You are in %(organization)s now") if is_in else _("Your request to join %(organization)s")
        _post(
            "organizations/email/join_decision",
            to=request.user.email,
            subject=subject % {"organization": organization.name},
            organization_id=organization.pk,
            organization=organization,
            is_in=is_in,
            link=settings.BASE_URL + reverse("goals:home", kwargs={"slug": organization.slug}),
        )


def _post(template: str, *, to: str, subject: str, organization_id: UUID, **context: object) -> None:
    mail.post(
        to=to,
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        organization_id=organization_id,
    )
