"""Letters that are on their way."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.core import clock, tenancy
from cairn.organizations.models import Invitation
from cairn.organizations.tokens import digest


@dataclass(frozen=True)
class Letter:
    """What the page behind the link in the letter shows."""

    token: str
    organization_name: str
    organization_slug: str
    email: str
    invited_by: str
    is_open: bool


def letter(token: str) -> Letter | None:
    """The letter a token belongs to, open or not; None when there is none."""
    found = find_invitation(token)
    if found is None:
        return None
    return Letter(
        token=token,
        organization_name=found.organization.name,
        organization_slug=found.organization.slug,
        email=found.email,
        invited_by=found.invited_by.name if found.invited_by else "",
        is_open=found.state == Invitation.State.OPEN and found.expires_at > clock.now(),
    )


def find_invitation(token: str) -> Invitation | None:
    """The invitation a token belongs to, in whichever organisation, in whatever state."""
    with tenancy.across_organizations("which organisation a letter comes from"):
        rows = Invitation.objects.select_related("organization", "member", "invited_by")
        return rows.filter(token_digest=digest(token[:200])).first()
