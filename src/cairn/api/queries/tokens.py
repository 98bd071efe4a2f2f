"""A person's access tokens, for their page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.api.models import PREFIX, ApiToken
from cairn.api.scopes import Scope
from cairn.core import clock
from cairn.organizations.models import Member


@dataclass(frozen=True)
class TokenRow:
    """One line of the list."""

    id: UUID
    name: str
    shown: str
    reach: tuple[str, ...]
    expires_at: datetime
    last_used_at: datetime | None
    last_used_ip: str | None


def tokens_of(member: Member) -> list[TokenRow]:
    """Those that still open something, the newest first. One query."""
    rows = ApiToken.objects.usable(clock.now()).filter(member=member).order_by("-created_at", "-pk")
    return [
        TokenRow(
            id=row.pk,
            name=row.name,
            shown=f"{PREFIX}…{row.ending}",
            reach=tuple(str(Scope(name).label) for name in row.scopes if name in Scope.values),
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            last_used_ip=row.last_used_ip,
        )
        for row in rows
    ]
