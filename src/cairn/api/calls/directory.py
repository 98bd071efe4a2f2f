"""GET /members · GET, POST /teams · GET, POST /periods"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from cairn.api.authentication import writing_periods, writing_teams
from cairn.api.loading import members_named, period_named, team_named
from cairn.api.pagination import Paging, by_id, page
from cairn.api.queries.directory import members_shown, periods_shown, teams_shown
from cairn.api.requests import ApiRequest
from cairn.api.shapes.directory import MemberPage, PeriodIn, PeriodOut, PeriodPage, TeamIn, TeamOut, TeamPage
from cairn.api.shapes.values import Text
from cairn.core import clock
from cairn.organizations import actions as organizing
from cairn.organizations.models import Member, Team
from cairn.planning import actions as planning
from cairn.planning.models import Period, PeriodKind

router = Router(tags=["People and teams"])
Words = Annotated[Text, Field(max_length=200)]


class MemberFilters(Paging):
    q: Words | None = Field(None, description="Words in the name or the address.")
    email: Words | None = Field(None, description="Exactly this address.")
    team: UUID | None = None


@router.get("/members", response=MemberPage, summary="People")
def list_members(request: ApiRequest, response: HttpResponse, filters: Query[MemberFilters]) -> dict[str, Any]:
    """Everyone who is not deactivated."""
    rows = Member.objects.listed().known_as(filters.q or "")
    if filters.email is not None:
        rows = rows.filter(email__iexact=filters.email.strip())
    if filters.team is not None:
        rows = rows.filter(team_memberships__team=filters.team)
    found, following = by_id(rows, filters)
    return page(request, response, members_shown(found), following)


class TeamFilters(Paging):
    q: Words | None = Field(None, description="Words in the name.")
    archived: bool = Field(False, description="Archived teams instead of the others.")


@router.get("/teams", response=TeamPage, summary="Teams")
def list_teams(request: ApiRequest, response: HttpResponse, filters: Query[TeamFilters]) -> dict[str, Any]:
    rows = Team.objects.exclude(archived_at=None) if filters.archived else Team.objects.open()
    for word in (filters.q or "").split():
        rows = rows.filter(name__icontains=word)
    found, following = by_id(rows, filters)
    return page(request, response, teams_shown(found), following)


@router.post("/teams", response={201: TeamOut}, auth=writing_teams, summary="Create a team")
def create_team(request: ApiRequest, body: TeamIn) -> Status[dict[str, Any]]:
    team = organizing.create_team(
        by=request.actor,
        name=body.name,
        description=body.description,
        type_label=body.type,
        parent=team_named(body.parent, field="parent") if body.parent else None,
        owners=members_named(body.owners, field="owners"),
        members=members_named(body.members, field="members"),
    )
    [shown] = teams_shown([team])
    return Status(201, shown)


class PeriodFilters(Paging):
    state: Literal["active", "upcoming", "past"] | None = None
    kind: Literal["year", "half", "quarter", "month", "custom"] | None = None


@router.get("/periods", response=PeriodPage, tags=["Periods"], summary="Periods")
def list_periods(request: ApiRequest, response: HttpResponse, filters: Query[PeriodFilters]) -> dict[str, Any]:
    day = clock.today(request.organization.time_zone)
    rows = Period.objects.all()
    if filters.state == "active":
        rows = Period.objects.running(day)
    elif filters.state is not None:
        rows = Period.objects.upcoming(day) if filters.state == "upcoming" else Period.objects.past(day)
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    found, following = by_id(rows, filters)
    return page(request, response, periods_shown(found, request.organization), following)


@router.post("/periods", response={201: PeriodOut}, auth=writing_periods, tags=["Periods"], summary="Create a period")
def create_period(request: ApiRequest, body: PeriodIn) -> Status[dict[str, Any]]:
    period = planning.add_period(
        by=request.actor,
        name=body.name,
        start=body.start,
        end=body.end,
        kind=PeriodKind(body.kind),
        parent=period_named(body.parent, field="parent") if body.parent else None,
    )
    [shown] = periods_shown([period], request.organization)
    return Status(201, shown)
