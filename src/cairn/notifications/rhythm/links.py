"""The link in a letter with which one checks in on one goal without signing in (spec integrations §3).

Signed, for one person and one goal, for VALID; it works once, which the table of used links keeps. Looking at it
changes nothing, since mail servers look at links before people do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.core import signing
from django.urls import reverse

from cairn.core import clock

VALID = timedelta(days=14)
_SALT = "cairn.notifications.check-in"


@dataclass(frozen=True)
class CheckInLink:
    """What the link says. `mark` is the same for the same goal in the same letter, however often that is written."""

    organization_id: UUID
    member_id: UUID
    goal_id: UUID
    mark: UUID
    until: datetime

    @property
    def is_expired(self) -> bool:
        return clock.now() >= self.until


def link_of(letter_id: UUID, organization_id: UUID, member_id: UUID, goal_id: UUID, since: datetime) -> CheckInLink:
    """The link in the letter `letter_id`, which is of the instant `since`."""
    return CheckInLink(organization_id, member_id, goal_id, uuid5(letter_id, goal_id.hex), since + VALID)


def address_of(link: CheckInLink) -> str:
    """The whole address."""
    said = [
        link.organization_id.hex,
        link.member_id.hex,
        link.goal_id.hex,
        link.mark.hex,
        int(link.until.timestamp()),
    ]
    return str(settings.BASE_URL) + reverse("mail_check_in", args=[signing.dumps(said, salt=_SALT)])


def read(token: str) -> CheckInLink | None:
    """None for a token that was not ours, or was made for something else."""
    try:
        *ids, until = signing.loads(token, salt=_SALT)
        organization, member, goal, mark = (UUID(part) for part in ids)
        return CheckInLink(organization, member, goal, mark, datetime.fromtimestamp(until, UTC))
    except (signing.BadSignature, ValueError, TypeError, AttributeError, OverflowError, OSError):
        return None
