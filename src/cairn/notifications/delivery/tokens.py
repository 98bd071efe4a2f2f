"""What a link in a letter carries: whom it is for and what it stops. Signed; opens nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from cairn.organizations.models import Member

_SALT = "cairn.notifications.unsubscribe"


@dataclass(frozen=True)
class Unsubscription:
    """A person in an organisation, and the kind of notification; an empty kind stands for the digest."""

    organization_id: UUID
    member_id: UUID
    kind: str


def unsubscribe_token(member: Member, kind: str) -> str:
    """For the address in a letter's foot. It does not expire: people find old letters."""
    return signing.dumps([member.organization_id.hex, member.pk.hex, kind], salt=_SALT)


def read_unsubscribe_token(token: str) -> Unsubscription | None:
    """None for a token that was not ours."""
    try:
        organization, member, kind = signing.loads(token, salt=_SALT)
        return Unsubscription(UUID(organization), UUID(member), str(kind))
    except (signing.BadSignature, ValueError, TypeError):
        return None
