"""What people report on by hand, as the pure modules want it (spec okrs §15.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery, UUIDField

from cairn.goals.models import Entity, Goal, GoalTeam, ProgressMode
from cairn.notifications.rhythm.cascade import Cascade
from cairn.notifications.rhythm.due import Item
from cairn.notifications.rhythm.pattern import REACH, DaysOff, Pattern
from cairn.organizations.models import OutOfOffice


@dataclass(frozen=True)
class Reported:
    """The items of a number of people, by person. `shown` are the ids of those that everybody may see."""

    by_owner: Mapping[UUID, list[Item]] = field(default_factory=dict)
    shown: frozenset[UUID] = frozenset()

    def of(self, member_id: UUID) -> list[Item]:
        return self.by_owner.get(member_id, [])


def reported(zones: Mapping[UUID, ZoneInfo], cascade: Cascade[Pattern]) -> Reported:
    """All open goals that these people (with the zones they live in) report on by hand; one query.

    What comes from below or from a data source is left out unless it is overridden by hand just now.
    """
    found: dict[UUID, list[Item]] = defaultdict(list)
    shown = set()
    for row in _rows(zones):
        goal_id, owner_id, start, due, checked_in_at, team_id, privacy = row
        checked_in_on = checked_in_at.astimezone(zones[owner_id]).date() if checked_in_at else None
        found[owner_id].append(Item(goal_id, owner_id, cascade.rhythm_of(team_id), start, due, checked_in_on))
        if privacy == "everyone":
            shown.add(goal_id)
    return Reported(found, frozenset(shown))


def _rows(members: Iterable[UUID]) -> Iterator[tuple[UUID, UUID, date, date, datetime | None, UUID | None, str]]:
    first_team = GoalTeam.objects.filter(goal=OuterRef("pk"), goal__entity=Entity.TEAM).order_by("position")
    rows = Goal.objects.standing().open().filter(check_in_owner__in=list(members), progress_mode=ProgressMode.MANUAL)
    rows = rows.annotate(team_id=Subquery(first_team.values("team")[:1], output_field=UUIDField()))
    fields = ("pk", "check_in_owner_id", "start", "due", "checked_in_at", "team_id", "privacy")
    return iter(rows.order_by("due", "pk").values_list(*fields))


def days_off(members: Iterable[UUID], holidays: frozenset[date], day: date) -> Mapping[UUID, DaysOff]:
    """Who is off when, as far as it matters on this day; without an entry only the holidays count. One query."""
    rows = OutOfOffice.objects.filter(
        member__in=list(members), first_day__lte=day, last_day__gte=day - timedelta(days=REACH)
    )
    absences: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for member_id, first, last in rows.values_list("member_id", "first_day", "last_day"):
        absences[member_id].append((first, last))
    return {member_id: DaysOff(holidays, tuple(stretches)) for member_id, stretches in absences.items()}
