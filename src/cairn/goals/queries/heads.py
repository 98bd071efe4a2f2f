"""What the heads of the pages of teams and people say (interface §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.organizations.models import Member, Team, TeamMember


@dataclass(frozen=True)
class TeamHead:
    """A team as the head of its page shows it."""

    team: Team
    parent: Team | None
    member_count: int
    sub_team_count: int


def team_head(team_id: UUID) -> TeamHead | None:
    """The team with the team above it and how many are in and below it; one query. None: there is no such team."""
    members = TeamMember.objects.filter(team_id=OuterRef("pk"), member__deactivated_at=None)
    below = Team.objects.open().filter(parent_id=OuterRef("pk"))
    team = (
        Team.objects.select_related("parent")
        .annotate(member_count=_count(members, "team_id"), sub_team_count=_count(below, "parent_id"))
        .filter(pk=team_id)
        .first()
    )
    return team and TeamHead(team, team.parent, team.member_count, team.sub_team_count)


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


@dataclass(frozen=True)
class TeamPeople:
    """Who is in a team, owners first, and the teams below it."""

    members: list[TeamMember]
    sub_teams: list[Team]


def team_people(team: Team) -> TeamPeople:
    """Everybody in a team and the teams below it; two queries."""
    members = TeamMember.objects.filter(team=team, member__deactivated_at=None).select_related("member")
    order = {"owner": 0, "admin": 1, "member": 2}
    return TeamPeople(
        members=sorted(members, key=lambda row: (order.get(row.role, 3), row.member.name.casefold())),
        sub_teams=list(Team.objects.open().filter(parent=team).order_by("name")),
    )


@dataclass(frozen=True)
class PersonHead:
    """A person as the head of their page shows them."""

    member: Member
    manager: Member | None
    teams: list[Team]


def person_head(member_id: UUID) -> PersonHead | None:
    """The person with their manager and teams; one query. None: there is no such person."""
    rows = list(
        Member.objects.select_related("manager")
        .annotate(
            team_id=F("team_memberships__team_id"),
            team_name=F("team_memberships__team__name"),
            archived_at=F("team_memberships__team__archived_at"),
        )
        .filter(pk=member_id)
        .order_by("team_name")
    )
    if not rows:
        return None
    teams = [Team(pk=row.team_id, name=row.team_name) for row in rows if row.team_id and row.archived_at is None]
    return PersonHead(member=rows[0], manager=rows[0].manager, teams=teams)
