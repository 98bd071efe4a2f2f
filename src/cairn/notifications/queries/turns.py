"""Since when a check-in counts as given, for the list of what a person owes in rooms below (spec okrs §15.2)."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.notifications.queries.items import reported
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm import due
from cairn.notifications.rhythm.pattern import instant
from cairn.organizations.models import Member


def asked_since(member: Member, moment: datetime) -> dict[UUID, datetime]:
    """By goal: the beginning of the day on which its rhythm last asked this person. Three queries.

    What it has not asked for is missing.
    """
    zone = ZoneInfo(member.time_zone or member.organization.time_zone)
    day = moment.astimezone(zone).date()
    items = reported({member.pk: zone}, cascade()).of(member.pk)
    turns = {item.id: due.last_asked(item, day) for item in items}
    return {pk: instant(turn, time(), zone) for pk, turn in turns.items() if turn is not None}
