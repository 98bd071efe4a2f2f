"""The bodies and answers of KPI panels and exports."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool

from cairn.api.shapes.goal_in import EntityIn
from cairn.api.shapes.values import Input, Text

Standing = Literal["not_started", "in_progress", "on_track", "behind", "at_risk", "closed", "postponed", "reopened"]


class KpiOut(BaseModel):
    """A goal as a tile: its value, how far that moved since it started, and what is to be reached, in words."""

    goal: UUID
    title: str
    value: str
    change: str
    aim: str
    progress: float | None
    status: str


class KpiPage(BaseModel):
    items: list[KpiOut]
    next: str | None


class KpiIn(Input):
    """A goal with a number of its own, and whose panel it comes onto."""

    goal: UUID
    entity: EntityIn = EntityIn(type="organization")


class KpiOrderIn(Input):
    """The tiles of a panel in their new order; those that are not named keep their places."""

    goals: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    entity: EntityIn = EntityIn(type="organization")


class ExportIn(Input):
    """What goes into the file: what the person of the token sees of a page, in columns."""

    entity: EntityIn = EntityIn(type="organization")
    periods: Annotated[list[UUID], Field(max_length=50)] = Field([], description="None: the current one.")
    kind: Literal["objective", "key_result", "project"] | None = None
    status: Standing | None = None
    owner: UUID | None = None
    tag: UUID | None = None
    form: Literal["csv", "xlsx"] = "csv"
    columns: Annotated[list[Text], Field(max_length=60)] = Field(
        [], description="Keys of columns, such as title, owners, progress; none: the usual ones."
    )
    below: StrictBool = Field(False, description="With what stands right below each.")
    tag_columns: StrictBool = Field(False, description="A column for each tag.")


class ExportOut(BaseModel):
    """`state` is waiting, running, done or failed; `file` is where to fetch it once it is done, for a week."""

    id: UUID
    state: str
    sentence: str
    done: int
    total: int
    created_at: datetime
    file: str | None


class ExportPage(BaseModel):
    items: list[ExportOut]
    next: str | None
