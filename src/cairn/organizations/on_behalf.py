"""Working on behalf of somebody (spec okrs §13.1): an admin sees and does what the person could, for an hour.

What is done then is said of the person and signed by the admin (Actor.real_member). Who works for whom stands in the
admin's session: it ends there with the hour, by the banner's button, or with the sign-in. The rooms above say what
stands in the way of it:

    on_behalf.register_obstacle(private_goals_of)      # in AppConfig.ready of cairn.goals
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cairn.core import clock
from cairn.organizations.models import Member

LASTS = timedelta(minutes=60)
_KEY = "on_behalf"

Session = MutableMapping[str, Any]
Obstacle = Callable[[Member], str | None]
_obstacles: list[Obstacle] = []


def register_obstacle(obstacle: Obstacle) -> None:
    """Adds a question that is asked before somebody works on behalf of a person."""
    _obstacles.append(obstacle)


def what_hinders(member: Member) -> str | None:
    """The first sentence that speaks against working on behalf of this person."""
    return next((sentence for obstacle in _obstacles if (sentence := obstacle(member))), None)


@dataclass(frozen=True)
class Standing:
    """For whom the session works, in which organisation, and until when."""

    organization_id: UUID
    member_id: UUID
    until: datetime

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.until


def begin(session: Session, member: Member) -> Standing:
    """Notes in the session that it works for this person from now on."""
    standing = Standing(member.organization_id, member.pk, clock.now() + LASTS)
    session[_KEY] = [str(standing.organization_id), str(standing.member_id), standing.until.isoformat()]
    return standing


def standing_in(session: Session, organization_id: UUID) -> Standing | None:
    """What the session says about this organisation, over or not."""
    noted = session.get(_KEY)
    if not noted or noted[0] != str(organization_id):
        return None
    return Standing(organization_id, UUID(noted[1]), datetime.fromisoformat(noted[2]))


def end(session: Session) -> None:
    """Forgets it."""
    session.pop(_KEY, None)
