"""Letters that are on their way."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.core import tenancy
from cairn.organizations.models import Invitation
from cairn.organizations.tokens import digest


@dataclass(frozen=True)
class Letter:
    """What the page behind the link in the letter shows."""

    organization_name: str
    organization_slug: str
    email: str
    invited_by: str
    is_open: bool


def find_invitation(token: str) -> Invitation | None:
    """The invitation a token belongs to, in whichever organisation, in whatever state."""
    with tenancy.across_organizations("which organisation a letter comes from"):
        rows = Invitation.objects.select_related("organization", "member", "invited_by")
        return rows.filter(token_digest=digest(token[:200])).first()
