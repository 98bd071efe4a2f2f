"""A goal as the API shows it (architecture §6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field


class EntityOut(BaseModel):
    """Whose page it stands on; for individual goals `id` is the first owner."""

    type: str = Field(examples=["organization", "team", "individual"])
    id: UUID | None


class PhaseOut(BaseModel):
    date: date
    value: float


class OutcomeOut(BaseModel):
    """How it is measured; see the body of POST /goals."""

    type: str = Field(examples=["percent", "metric"])
    kind: str | None
    name: str
    unit: str
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    risk: float | None
    tolerance: float | None
    phases: list[PhaseOut]


class ParentLink(BaseModel):
    """An alignment upwards. `contribution` is the effective share in percent; 0 when it does not count."""

    id: UUID
    contribution: float
    is_fixed: bool
    contributes: bool


class ChildLink(ParentLink):
    """An alignment downwards."""

    kind: str
    title: str


class NumbersOut(BaseModel):
    """Where a goal stands.

    `current` is in the unit of the goal. `progress` is in percent and unclamped (112.5 and −25 are possible), null
    where there is none; `display_progress` is what a bar shows of it, 0–100. `expected` is the progress that this day
    expects.
    """

    id: UUID
    kind: str
    title: str
    current: float | None
    progress: float | None
    display_progress: float | None
    expected: float | None
    status: str = Field(
        examples=["not_started", "in_progress", "on_track", "behind", "at_risk", "closed", "postponed"]
    )
    score: float | None = Field(description="0–1, once it is closed.")


class GoalOut(NumbersOut):
    """An objective, key result or project with everything about it."""

    description: str
    entity: EntityOut
    teams: list[UUID]
    owners: list[UUID] = Field(description="The first is the main owner.")
    creator: UUID | None
    check_in_owner: UUID | None
    delegate: UUID | None
    delegated_until: date | None
    period: UUID
    start: date
    due: date
    nature: str
    scoring_guidance: str
    outcome: OutcomeOut
    progress_mode: str
    status_rule: str
    new_children_contribute: bool
    privacy: str = Field(examples=["everyone", "listed"])
    viewers: list[UUID] | None = Field(description="Who may see it besides its people; null: everyone.")
    editors: list[UUID]
    only_listed_edit: bool
    restricts_alignment: bool
    tags: list[str]
    parents: list[ParentLink]
    children: list[ChildLink]
    hidden_children: int = Field(description="Children that count but are not yours to see.")
    suggested_score: float | None
    closed_at: datetime | None = Field(description="When it was closed or postponed.")
    closing_note: str
    reopened_at: datetime | None
    carried_over_from: UUID | None
    carry_over_count: int
    checked_in_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int = Field(description="The ETag: send it as If-Match to write only what you have seen.")


class GoalPage(BaseModel):
    items: list[GoalOut]
    next: str | None


class GoalChanged(GoalOut):
    """The goal after a write, and the new numbers of every goal above it that moved."""

    changed: list[NumbersOut]


class GoalEnded(GoalChanged):
    """The goal after closing, postponing or reopening."""

    continued_as: UUID | None = Field(description="Its copy in the other period, if it was continued.")
    along: list[UUID] = Field(description="Goals that ended, or came back, together with it.")
