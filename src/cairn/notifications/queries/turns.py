"""What rooms below ask about rhythms: since when a check-in counts as given, and how long one holds (okrs §15.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.goals.models import Entity, Goal, GoalTeam
from cairn.notifications.queries.items import reported
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm import due
from cairn.notifications.rhythm.pattern import instant, longest_gap
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


def days_between(goals: Sequence[Goal]) -> Mapping[UUID, int]:
    """By goal: the most days that lie between two turns of its rhythm, its first team's or the organisation's.

    Three queries for any number of goals.
    """
    rows = GoalTeam.objects.filter(goal__in=[goal.pk for goal in goals if goal.entity == Entity.TEAM])
    teams = dict(rows.order_by("-position").values_list("goal_id", "team_id"))
    known = cascade()
    return {goal.pk: longest_gap(known.rhythm_of(teams.get(goal.pk))) for goal in goals}
