"""Which way a notification takes to a person, and whether the person may know of it at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.core import tenancy
from cairn.goals.models import Goal
from cairn.notifications.catalogue import How, Kind
from cairn.notifications.models import Preference, Reachability
from cairn.notifications.timing import Habits, due
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization


@dataclass(frozen=True)
class Plan:
    """When a delivery is due, and with which others it goes out ("" : alone)."""

    due_at: datetime
    bundle: str = ""


@dataclass(frozen=True)
class Choices:
    """What a number of people chose; one query each for preferences and habits."""

    zone: str
    chosen: dict[tuple[UUID, str, str], How] = field(default_factory=dict)
    reach: dict[UUID, Reachability] = field(default_factory=dict)

    def how(self, member_id: UUID, kind: Kind, channel: str) -> How:
        """What this channel does with this kind for this person."""
        if kind.always:
            return How.AT_ONCE
        reach = self.reach.get(member_id)
        if reach is not None and reach.no_mail and channel == "email":
            return How.OFF
        default = kind.mail if channel == "email" else How.OFF
        return self.chosen.get((member_id, kind.name, channel), default)

    def plan(self, member: Member, kind: Kind, channel: str, moment: datetime) -> Plan | None:
        """When it goes out; None when the person does not want it there."""
        how = self.how(member.pk, kind, channel)
        if how is How.OFF:
            return None
        reach = self.reach.get(member.pk)
        zone = ZoneInfo(member.time_zone or self.zone)
        at = due(how, moment, zone, reach.habits if reach else Habits())
        return Plan(at, f"digest {at:%Y-%m-%dT%H:%M}" if how is How.DIGEST else "")


def choices_of(member_ids: Iterable[UUID]) -> Choices:
    """What these people chose, in the present organisation."""
    ids = list(member_ids)
    zone = Organization.objects.values_list("time_zone", flat=True).get(pk=tenancy.current_id())
    chosen = {
        (row.member_id, row.kind, row.channel): How(row.how) for row in Preference.objects.filter(member_id__in=ids)
    }
    return Choices(zone, chosen, {row.member_id: row for row in Reachability.objects.filter(member_id__in=ids)})


def may_know(member_id: UUID, goal_id: UUID | None) -> bool:
    """Whether this person may know of the goal, a deleted one included."""
    member = Member.objects.active().filter(pk=member_id).first()
    if member is None:
        return False
    return bool(Goal.objects.known_to(Actor(member=member)).filter(pk=goal_id).exists())
