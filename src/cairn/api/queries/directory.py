"""People, teams and periods as the API shows them; each list in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from cairn.core import clock
from cairn.organizations.models import Member, Organization, Team, TeamMember, TeamRole
from cairn.planning.models import Period
from cairn.planning.queries import current_period


def members_shown(members: Iterable[Member]) -> list[dict[str, Any]]:
    """In the shape of MemberOut."""
    rows = list(members)
    teams: dict[UUID, list[UUID]] = {}
    memberships = TeamMember.objects.filter(member__in=[row.pk for row in rows]).order_by("pk")
    for member_id, team_id in memberships.values_list("member_id", "team_id"):
        teams.setdefault(member_id, []).append(team_id)
    return [
        {
            "id": row.pk,
            "name": row.name,
            "email": row.email,
            "title": row.title,
            "role": row.role,
            "account_type": row.account_type,
            "state": row.state,
            "manager": row.manager_id,
            "time_zone": row.time_zone,
            "teams": teams.get(row.pk, []),
        }
        for row in rows
    ]


def teams_shown(teams: Iterable[Team]) -> list[dict[str, Any]]:
    """In the shape of TeamOut."""
    rows = list(teams)
    people: dict[UUID, list[tuple[UUID, str]]] = {}
    memberships = TeamMember.objects.filter(team__in=[row.pk for row in rows]).order_by("pk")
    for team_id, member_id, role in memberships.values_list("team_id", "member_id", "role"):
        people.setdefault(team_id, []).append((member_id, role))
    return [
        {
            "id": row.pk,
            "name": row.name,
            "description": row.description,
            "type": row.type_label,
            "parent": row.parent_id,
            "archived_at": row.archived_at,
            "owners": [member_id for member_id, role in people.get(row.pk, []) if role == TeamRole.OWNER],
            "members": [member_id for member_id, _role in people.get(row.pk, [])],
        }
        for row in rows
    ]


def periods_shown(periods: Iterable[Period], organization: Organization) -> list[dict[str, Any]]:
    """In the shape of PeriodOut, as seen today."""
    day = clock.today(organization.time_zone)
    current = current_period(organization, day)
    return [
        {
            "id": row.pk,
            "name": row.name,
            "kind": row.kind,
            "start": row.start,
            "end": row.end,
            "parent": row.parent_id,
            "state": state_of(row, day),
            "is_current": current is not None and row.pk == current.pk,
        }
        for row in periods
    ]


def state_of(period: Period, day: date) -> str:
    """Whether a period is active on a day, upcoming or past."""
    if period.start > day:
        return "upcoming"
    return "past" if period.end < day else "active"
