"""Archive a team and bring it back, or delete it (spec okrs §2.2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import deletion, events, policies
from cairn.organizations.actions import values
from cairn.organizations.actions.teams import TAKEN, locked
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import above
from cairn.organizations.models import Member, Team, TeamMember, TeamRole


@action
def archive_team(team: Team, *, by: Actor) -> Team:
    """Puts a team away: its people leave it, its sub-teams move to the top, its OKRs stay as they are.

    Who was in it and what lay below is remembered, so that it can be brought back. Raises Denied.
    """
    policies.demand_end_team(by, team)
    team = locked(team)
    if team.archived_at is not None:
        return team
    memberships = TeamMember.objects.filter(team=team)
    team.archived_state = {
        "members": {str(who): role for who, role in memberships.values_list("member_id", "role")},
        "children": [str(child) for child in team.children.values_list("pk", flat=True)],
    }
    team.archived_at = clock.now()
    team.save(update_fields=["archived_state", "archived_at"])
    memberships.delete()
    team.children.update(parent=None)
    record(events.TEAM_ARCHIVED, team, by=by)
    return team


@action
def unarchive_team(team: Team, *, by: Actor) -> Team:
    """Brings a team back with its people, and with its sub-teams where nobody moved them meanwhile.

    Raises Denied; Conflict when another team took its name.
    """
    policies.demand_end_team(by, team)
    team = locked(team)
    if team.archived_at is None:
        return team
    remembered, team.archived_state, team.archived_at = team.archived_state, {}, None
    if team.parent is not None and team.parent.archived_at is not None:
        team.parent = None
    with values.only_one(_(TAKEN), field="name"):
        team.save(update_fields=["archived_state", "archived_at", "parent"])
    _restore(team, remembered)
    record(events.TEAM_UNARCHIVED, team, by=by)
    return team


def _restore(team: Team, remembered: dict[str, Any]) -> None:
    roles = remembered.get("members", {})
    for member in Member.objects.filter(pk__in=roles):
        role = TeamRole.MEMBER if member.is_observer else roles[str(member.pk)]
        TeamMember.objects.get_or_create(team=team, member=member, defaults={"role": role})
    # A sub-team above which the team itself lies by now stays where it is.
    children = Team.objects.open().filter(pk__in=remembered.get("children", []), parent=None)
    children.exclude(pk__in=above(team.pk)).update(parent=team)


@action
def delete_team(team: Team, *, by: Actor) -> None:
    """Removes a team for good; its sub-teams move to the top.

    Raises Denied; Refused while it has OKRs (golden 31).
    """
    policies.demand_end_team(by, team)
    team = locked(team)
    if obstacle := deletion.what_keeps_team(team):
        raise Refused(obstacle)
    record(events.TEAM_DELETED, team, by=by)
    team.children.update(parent=None)
    team.delete()
