"""The list of people, one person's account, and who asks to be let in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from cairn.organizations import policies
from cairn.organizations.actor import Actor
from cairn.organizations.forms.choices import team_path
from cairn.organizations.models import (
    Invitation,
    JoinRequest,
    Member,
    MemberState,
    Organization,
    Role,
    Team,
    TeamMember,
)
from cairn.organizations.queries.filters import Filter, people_filters

PER_PAGE = 50


@dataclass(frozen=True)
class PersonRow:
    """One line of the list; also what an avatar needs."""

    pk: UUID
    name: str
    initials: str
    photo_id: UUID | None
    email: str
    title: str
    role: str
    is_admin: bool
    is_observer: bool
    state: str
    state_label: str
    manager: str
    teams: list[str]
    is_me: bool


@dataclass(frozen=True)
class PeoplePage:
    rows: list[PersonRow]
    total: int
    query: str
    filters: list[Filter]
    page: int
    pages: int
    address: str  # the filters as they stand in the address, without the page
    may_invite: bool
    may_manage: bool
    open_requests: int

    @property
    def is_filtered(self) -> bool:
        return bool(self.query) or any(one.chosen for one in self.filters)


def people_page(actor: Actor, organization: Organization, wanted: Mapping[str, str]) -> PeoplePage:
    """The list of people as the address asks for it: q, state, role, type, team, manager, page; odd values are passed
    over."""
    may_manage = policies.can_manage_people(actor)
    query = wanted.get("q", "").replace("\0", "").strip()[:120]
    filters = people_filters(wanted, actor)
    chosen = {one.name: one.chosen for one in filters}
    found = Paginator(_matching(query, chosen, actor), PER_PAGE).get_page(wanted.get("page"))
    return PeoplePage(
        rows=_rows(found.object_list, actor),
        total=found.paginator.count,
        query=query,
        filters=filters,
        page=found.number,
        pages=found.paginator.num_pages,
        address=urlencode({name: value for name, value in {"q": query, **chosen}.items() if value}),
        may_invite=policies.can_invite(actor, organization),
        may_manage=may_manage,
        open_requests=JoinRequest.objects.filter(state=JoinRequest.State.OPEN).count() if may_manage else 0,
    )


def _matching(query: str, chosen: Mapping[str, str], actor: Actor) -> QuerySet[Member]:
    rows: Any = Member.objects.all()
    rows = rows.select_related("manager").order_by("name", "email", "pk")
    rows = rows.filter(state=chosen["state"]) if chosen["state"] else rows.listed()
    for word in query.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(title__icontains=word))
    if chosen["role"]:
        rows = rows.filter(role=chosen["role"])
    if chosen["type"]:
        rows = rows.filter(account_type=chosen["type"])
    if chosen["team"]:
        rows = rows.filter(pk__in=TeamMember.objects.filter(team_id=chosen["team"]).values("member_id"))
    if chosen["manager"]:
        rows = rows.filter(manager=actor.member)
    found: QuerySet[Member] = rows
    return found


def _rows(members: Iterable[Member], actor: Actor) -> list[PersonRow]:
    people = list(members)
    teams: dict[UUID, list[str]] = {person.pk: [] for person in people}
    memberships = TeamMember.objects.filter(member__in=people).order_by("team__name")
    for member_id, name in memberships.values_list("member_id", "team__name"):
        teams[member_id].append(name)
    return [
        PersonRow(
            pk=person.pk,
            name=person.name,
            initials=person.initials,
            photo_id=person.photo_id,
            email=person.email,
            title=person.title,
            role=str(Role(person.role).label) if person.is_admin else "",
            is_admin=person.is_admin,
            is_observer=person.is_observer,
            state=person.state,
            state_label=str(MemberState(person.state).label) if person.state != MemberState.ACTIVE else "",
            manager=person.manager.name if person.manager else "",
            teams=teams[person.pk],
            is_me=person.pk == actor.member_id,
        )
        for person in people
    ]


@dataclass(frozen=True)
class PersonPage:
    """One person's account, with what the reader may do about it."""

    member: Member
    state_label: str
    role_label: str
    teams: list[tuple[UUID, str, str]]  # id, path, role
    reports: list[Member]
    is_me: bool
    may_manage: bool
    may_own: bool
    may_act_for: bool
    sent_at: datetime | None  # when the open invitation went out
    expires_at: datetime | None


def person_page(actor: Actor, member: Member) -> PersonPage:
    """The page of one person's account."""
    teams = {row.pk: row for row in Team.objects.only("name", "parent_id")}
    memberships = TeamMember.objects.filter(member=member)
    letter = Invitation.objects.filter(member=member, state=Invitation.State.OPEN).order_by("-sent_at").first()
    return PersonPage(
        member=member,
        state_label=str(MemberState(member.state).label),
        role_label=str(Role(member.role).label),
        teams=sorted(
            ((row.team_id, team_path(row.team_id, teams), str(row.get_role_display())) for row in memberships),
            key=lambda line: line[1],
        ),
        reports=list(Member.objects.listed().filter(manager=member).order_by("name")),
        is_me=member.pk == actor.member_id,
        may_manage=policies.can_manage_member(actor, member),
        may_own=policies.can_manage_owners(actor),
        may_act_for=member.pk != actor.member_id and policies.can_work_on_behalf(actor, member),
        sent_at=letter.sent_at if letter else None,
        expires_at=letter.expires_at if letter else None,
    )


def open_join_requests() -> list[JoinRequest]:
    """Everyone who asks to be let in, the first to ask first."""
    rows = JoinRequest.objects.filter(state=JoinRequest.State.OPEN).select_related("user")
    return list(rows.order_by("asked_at"))
