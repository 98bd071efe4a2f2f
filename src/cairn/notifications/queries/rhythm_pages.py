"""The pages on which one says when people are asked to check in (spec okrs §15.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cairn.core import clock
from cairn.notifications.models import Holiday
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm.pattern import DaysOff, Pattern, next_turns
from cairn.organizations.models import Organization, Team

SHOWN = 4


@dataclass(frozen=True)
class RhythmPage:
    """`source` says where the pattern comes from: own, standard, organization, or the name of a team above.

    `locked_by` is the name of the team that decides, or of the organisation; empty when this level may change it.
    """

    pattern: Pattern
    next_days: list[date]
    teams_may_change: bool
    has_teams: bool
    source: str
    source_team: Team | None
    locked_by: str
    holidays: int


def rhythm_page(organization: Organization, team: Team | None) -> RhythmPage:
    """What holds for a team, or for the organisation; six queries at most."""
    known, team_id = cascade(), team.pk if team else None
    pattern, source = known.rhythm_of(team_id), known.source_of(team_id)
    lock = known.locked_by(team_id) if team_id else None
    names = {
        row.pk: row for row in Team.objects.filter(pk__in=[x.team_id for x in (source, lock) if x and x.team_id])
    }
    own = known.levels.get(team_id)
    today = clock.today(organization.time_zone)
    coming = frozenset(Holiday.objects.filter(day__gt=today - timedelta(days=40)).values_list("day", flat=True))
    return RhythmPage(
        pattern=pattern,
        next_days=next_turns(pattern, today - timedelta(days=1), SHOWN, DaysOff(coming)),
        teams_may_change=own.teams_may_change if own else True,
        has_teams=bool(known.children(team_id)),
        source="own" if own else "standard" if source is None else "team" if source.team_id else "organization",
        source_team=names.get(source.team_id) if source and source.team_id else None,
        locked_by="" if lock is None else names[lock.team_id].name if lock.team_id else organization.name,
        holidays=sum(day >= today for day in coming),
    )


def coming_holidays(organization: Organization) -> list[Holiday]:
    """From the beginning of this year on, in order."""
    return list(Holiday.objects.filter(day__gte=clock.today(organization.time_zone).replace(month=1, day=1)))
