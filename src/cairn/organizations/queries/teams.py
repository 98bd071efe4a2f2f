"""The tree of teams and the page of one team's members."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, TextField
from django.db.models.functions import Cast

from cairn.core.prepared import prepared
from cairn.organizations import policies
from cairn.organizations.actor import Actor
from cairn.organizations.forms.choices import team_path
from cairn.organizations.models import Member, Organization, Team, TeamMember, TeamRole

PER_PAGE = 100


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
    """`page` of `pages`; `address` is the search as it stands in the address, without the page."""

    rows: list[TeamRow]
    archived: list[Team]
    may_create: bool
    page: int
    pages: int
    address: str

    @cached_property
    def has_types(self) -> bool:
        """Whether any of them says what sort of team it is."""
        return any(row.type_label for row in self.rows)


Line = tuple[UUID, int]  # a team and its level in the tree
Place = tuple[
    str, str | None
]  # the ids of a team and of the one above it, as text: ten thousand UUIDs take their time


def teams_page(actor: Actor, organization: Organization, query: str = "", number: str | None = None) -> TeamsPage:
    """One page of the open teams as a tree, depth first and by name, and the archived ones. With a query: a flat list
    of hits. An odd `number` counts as the first page."""
    wanted = query.casefold().split()
    found = Paginator(_hits(wanted) if wanted else _depth_first(_places()), PER_PAGE).get_page(number)
    return TeamsPage(
        rows=_rows([(UUID(key), level) for key, level in found.object_list], actor),
        archived=list(Team.objects.exclude(archived_at=None).order_by("name")),
        may_create=policies.can_create_team(actor, organization),
        page=found.number,
        pages=found.paginator.num_pages,
        address=urlencode({"q": query}) if query else "",
    )


@prepared
def _places() -> Any:
    above = Cast("parent_id", TextField())
    return _open().annotate(above=above).values_list("key", "above")


def _hits(wanted: list[str]) -> list[tuple[str, int]]:
    named = _open().values_list("key", "name")
    return [(key, 0) for key, name in named if all(word in name.casefold() for word in wanted)]


def _open() -> Any:
    return Team.objects.open().annotate(key=Cast("pk", TextField())).order_by("name", "pk")


def _rows(lines: list[Line], actor: Actor) -> list[TeamRow]:
    """What the lines say. Three queries."""
    ids = [pk for pk, _level in lines]
    teams = Team.objects.in_bulk(ids)
    within = TeamMember.objects.filter(team__in=ids)
    sizes = dict(within.order_by().values_list("team_id").annotate(Count("pk")))
    owners: dict[UUID, list[str]] = defaultdict(list)
    leading = within.filter(role=TeamRole.OWNER).order_by("member__name")
    for team_id, name in leading.values_list("team_id", "member__name"):
        owners[team_id].append(name)
    mine = actor.team_roles
    return [
        TeamRow(pk, teams[pk].name, teams[pk].type_label, level, sizes.get(pk, 0), owners[pk], pk in mine)
        for pk, level in lines
    ]


def _depth_first(places: list[Place]) -> list[tuple[str, int]]:
    known = {key for key, _above in places}
    children: dict[str | None, list[str]] = defaultdict(list)
    for key, above in places:
        children[above if above in known else None].append(key)
    found: list[tuple[str, int]] = []
    waiting = [(key, 0) for key in reversed(children[None])]
    while waiting:
        key, level = waiting.pop()
        found.append((key, level))
        if key in children:
            waiting.extend([(child, level + 1) for child in reversed(children[key])])
    return found


@dataclass(frozen=True)
class TeamMemberRow:
    """One person of the team; also what an avatar needs."""

    pk: UUID
    name: str
    initials: str
    photo_id: UUID | None
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
        photo_id=member.photo_id,
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
