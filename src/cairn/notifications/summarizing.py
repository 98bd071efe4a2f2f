"""Summaries fall due: found every quarter of an hour, written when they are sent (spec okrs §15.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from cairn.core import clock, schedule, tenancy
from cairn.notifications.actions.notify import Notice, notify_all
from cairn.notifications.following import Cadence, Rhythm, slots
from cairn.notifications.models import Follow, Notification
from cairn.organizations.models import Member, Organization

LATE = timedelta(hours=12)
"""So late a summary may still be found, when nothing ran for a while."""


@schedule.every(minutes=15, in_each_organization=True)
def plan_summaries() -> int:
    """Tells everybody whose summary fell due lately and who has not been told; answers how many were."""
    now = clock.now()
    zone = Organization.objects.values_list("time_zone", flat=True).get(pk=tenancy.current_id())
    notices = {(n.recipient_id, n.key): n for n in [*_by_themselves(zone, now), *_by_choice(zone, now)]}
    return notify_all(list(notices.values()))


def _by_themselves(zone: str, now: datetime) -> Iterator[Notice]:
    """The standard rhythm, by which everybody follows the organisation at least."""
    zones = Member.objects.active().order_by().values_list("time_zone", flat=True).distinct()
    for name in list(zones):
        for slot in slots(Rhythm(), ZoneInfo(name or zone), now - LATE, now):
            told = Notification.objects.filter(recipient=OuterRef("pk"), key=key_of(slot))
            people = Member.objects.active().filter(~Exists(told), time_zone=name, joined_at__lt=slot)
            for member_id in people.values_list("pk", flat=True):
                yield notice(member_id, slot)


def _by_choice(zone: str, now: datetime) -> Iterator[Notice]:
    rows = Follow.objects.filter(is_on=True, member__state="active").exclude(cadence=Cadence.NEVER.value)
    for row in rows.select_related("member").only("member__time_zone", "cadence", "weekday", "at", "since"):
        rhythm = Rhythm(Cadence(row.cadence), row.weekday, row.at)
        for slot in slots(rhythm, ZoneInfo(row.member.time_zone or zone), now - LATE, now):
            if slot > row.since:
                yield notice(row.member_id, slot)


def notice(member_id: UUID, slot: datetime) -> Notice:
    """The message of one person at one instant, about all that they follow in that rhythm."""
    return Notice("summary", member_id, key_of(slot), facts={"slot": slot.isoformat()})


def key_of(slot: datetime) -> str:
    return f"summary {slot:%Y-%m-%dT%H:%M}"
