"""Who does something in an organisation: a member, through a door; or Cairn itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cairn.core import clock
from cairn.core.access import Via
from cairn.core.prepared import prepared
from cairn.organizations.models import Member, Organization, OutOfOffice, TeamMember, TeamRole


@dataclass(frozen=True)
class Actor:
    """`member` is None for Cairn itself (imports on the command line, the demo, scheduled work).

    `real_member` is the admin who works on behalf of `member`, if any.
    """

    member: Member | None
    via: Via = Via.WEB
    real_member: Member | None = None
    scopes: frozenset[str] | None = None  # None: no token, so no upper bound

    @property
    def member_id(self) -> UUID | None:
        return self.member.pk if self.member else None

    @property
    def real_member_id(self) -> UUID | None:
        return self.real_member.pk if self.real_member else None

    @property
    def is_system(self) -> bool:
        return self.member is None

    @property
    def is_admin(self) -> bool:
        """Owner or admin of the organisation, or Cairn itself."""
        return self.member is None or self.member.is_admin

    @property
    def is_observer(self) -> bool:
        return self.member is not None and self.member.is_observer

    @cached_property
    def memberships(self) -> list[TeamMember]:
        """My place in each of my teams, by name, with the team; one query, kept for the request."""
        if self.member is None:
            return []
        return _memberships_of(self.member.pk)

    @cached_property
    def today(self) -> date:
        """The organisation's calendar day."""
        if self.member is None:
            raise ValueError("Cairn itself has no day of its own.")
        return clock.today(self.member.organization.time_zone)

    @cached_property
    def stands_in_for(self) -> frozenset[UUID]:
        """The people who are away today and named me to stand in; no query for who stands in for nobody."""
        if self.member is None or not getattr(self.member, "may_stand_in", True):
            return frozenset()
        return frozenset(_covered_by(self.member.pk, self.today))

    @cached_property
    def team_roles(self) -> dict[UUID, TeamRole]:
        """My role in each of my teams."""
        return {row.team_id: TeamRole(row.role) for row in self.memberships}

    @cached_property
    def led_team_ids(self) -> frozenset[UUID]:
        """Teams that I own or administer."""
        return frozenset(t for t, role in self.team_roles.items() if role != TeamRole.MEMBER)


@prepared
def _covered_by(member_id: UUID, day: date) -> Any:
    return OutOfOffice.objects.on(day).filter(delegate_id=member_id).values_list("member_id", flat=True)


@prepared
def _memberships_of(member_id: UUID) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(member_id=member_id).select_related("team").order_by("team__name")


def system(via: Via = Via.SYSTEM) -> Actor:
    """Cairn itself."""
    return Actor(member=None, via=via)


def time_zone_of(organization: Organization, actor: Actor) -> str:
    """The time zone in which this person reads times."""
    return (actor.member.time_zone if actor.member else "") or organization.time_zone
