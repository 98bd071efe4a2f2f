"""Which rhythm holds where (spec okrs §15.2)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from cairn.notifications.models import CheckInRhythm, Holiday
from cairn.notifications.rhythm.cascade import Cascade, Level
from cairn.notifications.rhythm.pattern import REACH, Pattern
from cairn.organizations.models import Team

STANDARD = Pattern()


def cascade() -> Cascade[Pattern]:
    """Every rhythm of the organisation; two queries."""
    levels: dict[UUID | None, Level[Pattern]] = {
        row.team_id: Level(row.team_id, row.pattern, row.teams_may_change) for row in CheckInRhythm.objects.all()
    }
    parents: dict[UUID, UUID | None] = dict(Team.objects.values_list("pk", "parent_id"))
    return Cascade(levels, parents, STANDARD)


def holidays_around(day: date) -> frozenset[date]:
    """The holidays that can move a turn to this day or away from it; one query."""
    rows = Holiday.objects.filter(day__lte=day, day__gt=day - timedelta(days=REACH))
    return frozenset(rows.values_list("day", flat=True))
