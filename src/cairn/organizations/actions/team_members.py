"""Who is in a team, and as what (spec okrs §2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team, TeamMember, TeamRole
from cairn.organizations.terminology import worded


@action
def set_team_members(team: Team, *, by: Actor, roles: Mapping[Member, str]) -> None:
    """Makes these people, in these roles, the whole team. Raises as `change_team_members`."""
    gone = Member.objects.filter(team_memberships__team=team).exclude(pk__in=[member.pk for member in roles])
    change_team_members(team, by=by, put_in=roles, take_out=list(gone))


@action
def change_team_members(
    team: Team, *, by: Actor, put_in: Mapping[Member, str] | None = None, take_out: Iterable[Member] = ()
) -> None:
    """Adds people, changes their roles, takes people out; the rest of the team stays.

    Raises Denied; Refused for an observer as owner or admin, for deactivated people, for an archived team, and when
    a team that has owners would lose the last one.
    """
    policies.demand_manage_team(by, team)
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.archived_at is not None:
        raise Refused(worded(_("The {team} %(name)s is archived. Bring it back first.")) % {"name": team.name})
    before = _roles(team)
    for member, role in (put_in or {}).items():
        put(team, member, role)
    TeamMember.objects.filter(team=team, member__in=[member.pk for member in take_out]).delete()
    after = _roles(team)
    if TeamRole.OWNER in before.values() and TeamRole.OWNER not in after.values():
        raise Refused(worded(_("The {team} needs an owner. Name somebody else first.")))
    changed = {
        str(who): [before.get(who), after.get(who)]
        for who in before.keys() | after.keys()
        if before.get(who) != after.get(who)
    }
    if changed:
        record(events.TEAM_MEMBERS_CHANGED, team, by=by, changed=changed)


def put(team: Team, member: Member, role: str) -> None:
    """Has the person be in the team in this role. Raises Refused when that cannot be."""
    if role not in TeamRole.values:
        raise Refused(_("Please choose one of the possibilities."), field="role")
    if role != TeamRole.MEMBER and member.is_observer:
        raise Refused(
            worded(_("%(name)s is an observer and cannot lead {a team}.")) % {"name": member.name}, field="role"
        )
    if member.is_deactivated and not TeamMember.objects.filter(team=team, member=member).exists():
        raise Refused(_("%(name)s was deactivated.") % {"name": member.name}, field="member")
    TeamMember.objects.update_or_create(team=team, member=member, defaults={"role": role})


def _roles(team: Team) -> dict[UUID, str]:
    return dict(TeamMember.objects.filter(team=team).values_list("member_id", "role"))
