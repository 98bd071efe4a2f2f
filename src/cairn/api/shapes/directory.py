"""People, teams, periods, and who I am."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cairn.api.shapes.values import Day, Input, Text

Name = Annotated[Text, Field(min_length=1, max_length=120)]


class MemberOut(BaseModel):
    id: UUID
    name: str
    email: str
    title: str
    role: str = Field(examples=["owner", "admin", "member"])
    account_type: str = Field(examples=["regular", "observer"])
    state: str = Field(examples=["active", "pending", "provisioned", "deactivated"])
    manager: UUID | None
    time_zone: str
    teams: list[UUID]


class MemberPage(BaseModel):
    items: list[MemberOut]
    next: str | None


class OrganizationOut(BaseModel):
    id: UUID
    name: str
    slug: str
    time_zone: str


class TokenOut(BaseModel):
    name: str
    scopes: list[str]
    expires_at: datetime


class MeOut(MemberOut):
    """The person this token acts as, the organisation it opens, and how far it reaches."""

    organization: OrganizationOut
    token: TokenOut


class TeamOut(BaseModel):
    id: UUID
    name: str
    description: str
    type: str = Field(description="What kind of team it is, in the organisation's own words.")
    parent: UUID | None
    archived_at: datetime | None
    owners: list[UUID]
    members: list[UUID] = Field(description="Everyone in it, owners included.")


class TeamPage(BaseModel):
    items: list[TeamOut]
    next: str | None


class TeamIn(Input):
    """Whoever creates a team owns it, unless owners are named."""

    name: Name
    description: Annotated[Text, Field(max_length=2000)] = ""
    type: Annotated[Text, Field(max_length=60)] = ""
    parent: UUID | None = None
    owners: Annotated[list[UUID], Field(max_length=200)] = []
    members: Annotated[list[UUID], Field(max_length=2000)] = []


class PeriodOut(BaseModel):
    """Calendar days, both ends included."""

    id: UUID
    name: str
    kind: str = Field(examples=["year", "half", "quarter", "month", "custom"])
    start: date
    end: date
    parent: UUID | None
    state: str = Field(examples=["active", "upcoming", "past"])
    is_current: bool = Field(description="The one everyone works in now.")


class PeriodPage(BaseModel):
    items: list[PeriodOut]
    next: str | None


class PeriodIn(Input):
    name: Annotated[Text, Field(min_length=1, max_length=60)]
    start: Day
    end: Day
    kind: Literal["year", "half", "quarter", "month", "custom"] = "custom"
    parent: UUID | None = None
