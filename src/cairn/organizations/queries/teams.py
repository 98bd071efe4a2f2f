"""The tree of teams and the page of one team's members."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from cairn.organizations import policies
from cairn.organizations.actor import Actor
from cairn.organizations.forms.choices import team_path
from cairn.organizations.models import Member, Organization, Team, TeamMember, TeamRole


@dataclass(frozen=True)
class TeamRow:
    """One line of the tree; `level` begins at 0."""

    id: UUID
    name: str
    type_label: str
    level: int
    members: int
    owners: list[str]
    is_mine: bool


@dataclass(frozen=True)
class TeamsPage:
    rows: list[TeamRow]
    archived: list[Team]
    may_create: bool


def teams_page(actor: Actor, organization: Organization, query: str = "") -> TeamsPage:
    """The open teams as a tree, depth first and by name, and the archived ones. With a query: a flat list of hits."""
    teams = list(Team.objects.open().order_by("name"))
    sizes = dict(TeamMember.objects.order_by().values_list("team_id").annotate(Count("pk")))
    owners: dict[UUID, list[str]] = defaultdict(list)
    for team_id, name in (
        TeamMember.objects.filter(role=TeamRole.OWNER).order_by("member__name").values_list("team_id", "member__name")
    ):
        owners[team_id].append(name)
    mine = actor.team_roles

    def row(team: Team, level: int) -> TeamRow:
        size = sizes.get(team.pk, 0)
        return TeamRow(team.pk, team.name, team.type_label, level, size, owners[team.pk], team.pk in mine)

    wanted = query.casefold().split()
    lines = _depth_first(teams)
    if wanted:
        lines = [(team, 0) for team, _level in lines if all(word in team.name.casefold() for word in wanted)]
    return TeamsPage(
        rows=[row(team, level) for team, level in lines],
        archived=list(Team.objects.exclude(archived_at=None).order_by("name")),
        may_create=policies.can_create_team(actor, organization),
    )


def _depth_first(teams: list[Team]) -> list[tuple[Team, int]]:
    children: dict[UUID | None, list[Team]] = defaultdict(list)
    known = {team.pk for team in teams}
    for team in teams:
        children[team.parent_id if team.parent_id in known else None].append(team)
    found: list[tuple[Team, int]] = []
    waiting = [(team, 0) for team in reversed(children[None])]
    while waiting:
        team, level = waiting.pop()
        found.append((team, level))
        waiting.extend((child, level + 1) for child in reversed(children[team.pk]))
    return found


@dataclass(frozen=True)
class TeamMemberRow:
    """One person of the team; also what an avatar needs."""

    pk: UUID
    name: str
    initials: str
    title: str
    role: str
    role_label: str
    is_observer: bool


@dataclass(frozen=True)
class TeamPage:
    """The page of one team's members and sub-teams."""

    team: Team
    path: str
    members: list[TeamMemberRow]
    sub_teams: list[Team]
    may_manage: bool
    may_end: bool
    may_create: bool


def team_page(actor: Actor, organization: Organization, team: Team) -> TeamPage:
    """Who is in the team, owners first, and which teams lie below it."""
    order = {TeamRole.OWNER.value: 0, TeamRole.ADMIN.value: 1}
    rows = TeamMember.objects.filter(team=team).select_related("member")
    in_order = sorted(rows, key=lambda row: (order.get(row.role, 2), row.member.name.casefold()))
    teams = {row.pk: row for row in Team.objects.only("name", "parent_id")}
    return TeamPage(
        team=team,
        path=team_path(team.parent_id, teams) if team.parent_id else "",
        members=[_member_row(row.member, row) for row in in_order],
        sub_teams=list(Team.objects.open().filter(parent=team).order_by("name")),
        may_manage=policies.can_manage_team(actor, team) and team.archived_at is None,
        may_end=policies.can_end_team(actor, team),
        may_create=team.archived_at is None and policies.can_create_team(actor, organization, team),
    )


def _member_row(member: Member, row: TeamMember) -> TeamMemberRow:
    return TeamMemberRow(
        pk=member.pk,
        name=member.name,
        initials=member.initials,
        title=member.title,
        role=row.role,
        role_label=str(TeamRole(row.role).label),
        is_observer=member.is_observer,
    )


def teams_i_may_fill(actor: Actor) -> list[tuple[str, str]]:
    """The open teams into which the actor may put people: id and path."""
    teams = {row.pk: row for row in Team.objects.open().only("name", "parent_id", "archived_at", "archived_state")}
    mine = set(teams) if actor.is_admin else {key for key in teams if _leads(actor, key, teams)}
    return sorted(((str(key), team_path(key, teams)) for key in mine), key=lambda line: line[1])


def _leads(actor: Actor, team_id: UUID, teams: dict[UUID, Team]) -> bool:
    """Whether the actor leads the team or one above it; the rule of policies.can_manage_team, without queries."""
    following: UUID | None = team_id
    seen: set[UUID] = set()
    while following in teams and following not in seen:
        if following in actor.led_team_ids:
            return True
        seen.add(following)
        following = teams[following].parent_id
    return False
