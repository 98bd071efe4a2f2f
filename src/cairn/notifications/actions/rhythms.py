"""Set when people are asked to check in, for the organisation or a team (spec okrs §15.2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.notifications import events
from cairn.notifications.models import CheckInRhythm
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm.pattern import LAST, Pattern
from cairn.organizations import policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization, Team
from cairn.organizations.terminology import worded

LONGEST_SKIP = 60


@action
def set_rhythm(
    team: Team | None, *, by: Actor, pattern: Pattern, teams_may_change: bool = True, apply_to_teams: bool = False
) -> None:
    """Sets the rhythm of a team, or of the organisation when `team` is None (the table of spec §15.2).

    With `apply_to_teams` every team below starts with it; without, those that followed so far keep the rhythm they
    had. `teams_may_change` False closes the forms below. Raises Denied; Refused for a rhythm that cannot be, and for
    a team whose rhythm is decided above it.
    """
    _demand(team, by)
    home = Organization.objects.select_for_update().get(pk=tenancy.current_id())
    _refuse_odd(pattern)
    _refuse_locked(team)
    known, team_id = cascade(), team.pk if team else None
    before = known.levels.get(team_id)
    if before and (before.rhythm, before.teams_may_change) == (pattern, teams_may_change) and not apply_to_teams:
        return
    if apply_to_teams:
        CheckInRhythm.objects.filter(team__in=known.below(team_id)).delete()
    elif known.rhythm_of(team_id) != pattern:
        for child in known.children(team_id):
            if child not in known.levels:
                _write(child, known.rhythm_of(team_id), teams_may_change=True)
    _write(team_id, pattern, teams_may_change=teams_may_change)
    said = {"teams_may_change": teams_may_change, "apply_to_teams": apply_to_teams}
    record(events.RHYTHM_SET, team or home, by=by, rhythm=told(pattern), **said)


@action
def follow_rhythm(team: Team, *, by: Actor) -> None:
    """Gives the team's own rhythm up: it follows what is set above it. Raises Denied; Refused when that is closed."""
    _demand(team, by)
    Organization.objects.select_for_update().get(pk=tenancy.current_id())
    _refuse_locked(team)
    removed, _tables = CheckInRhythm.objects.filter(team=team).delete()
    if removed:
        record(events.RHYTHM_FOLLOWED, team, by=by)


def told(pattern: Pattern) -> dict[str, object]:
    """A pattern as an event keeps it."""
    return {
        "every": pattern.every.value,
        "weekdays": sorted(pattern.weekdays),
        "at": pattern.at.isoformat("minutes"),
        "week": pattern.week,
        "begins": pattern.begins.isoformat(),
        "skip_days": pattern.skip_days,
    }


def _demand(team: Team | None, by: Actor) -> None:
    if team is None:
        policies.demand_manage_organization(by)
    else:
        policies.demand_manage_team(by, team)


def _refuse_odd(pattern: Pattern) -> None:
    if not pattern.weekdays or not pattern.weekdays <= frozenset(range(7)):
        raise Refused(_("Choose at least one day of the week."), field="weekdays")
    if not 1 <= pattern.week <= LAST:
        raise Refused(_("Please choose one of the possibilities."), field="week")
    if not 0 <= pattern.skip_days <= LONGEST_SKIP:
        raise Refused(_("Between 0 and %(most)d days.") % {"most": LONGEST_SKIP}, field="skip_days")
    if not date(2000, 1, 1) <= pattern.begins <= date(2100, 1, 1):
        raise Refused(_("Please choose a day of these years."), field="begins")


def _refuse_locked(team: Team | None) -> None:
    lock = cascade().locked_by(team.pk) if team else None
    if lock is not None:
        raise Refused(worded(_("The check-in schedule of this {team} is decided above it.")))


def _write(team_id: UUID | None, pattern: Pattern, *, teams_may_change: bool) -> None:
    values = {
        "every": pattern.every.value,
        "weekdays": sorted(pattern.weekdays),
        "at": pattern.at,
        "week": pattern.week,
        "begins": pattern.begins,
        "skip_days": pattern.skip_days,
        "teams_may_change": teams_may_change,
    }
    row = CheckInRhythm.objects.filter(team=team_id).first() or CheckInRhythm(team_id=team_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
