"""The tree of goals, what happened, what was found, and why a number is what it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from cairn.api.shapes.goal import EntityOut, NumbersOut


class TreeNode(NumbersOut):
    """A goal under one of its parents. `contribution` is its effective share there in percent; null at the top."""

    entity: EntityOut
    owners: list[UUID]
    teams: list[UUID]
    period: UUID
    start: date
    due: date
    contribution: float | None
    is_fixed: bool
    contributes: bool
    hidden_children: int
    is_cut: bool = Field(description="Its children are not repeated: they stand elsewhere in this tree, or too deep.")
    children: list[TreeNode]


class TreePage(BaseModel):
    at: datetime = Field(description="The instant it is shown at.")
    items: list[TreeNode]
    next: str | None


class ChangeOut(BaseModel):
    """One change of one goal. `before` and `after` are what it was about: a score, progress in percent, a title, a
    share in percent (null: an equal part), two dates, or ids of owners or parents.
    """

    what: str = Field(examples=["added", "closed", "moved", "progressed"])
    goal: UUID
    title: str
    before: Any
    after: Any
    parent: UUID | None = Field(description="Whose share it is, for `weighted`.")


class ComparisonOut(BaseModel):
    since: datetime
    at: datetime
    items: list[ChangeOut]


class SubjectOut(BaseModel):
    type: str
    id: UUID | None


class EventOut(BaseModel):
    """Something that happened. `data` holds ids, numbers and changed fields with old and new values."""

    id: UUID
    kind: str = Field(examples=["goal.created", "check_in.created"])
    at: datetime
    actor: UUID | None = Field(description="Who did it; null: Cairn itself.")
    on_behalf_by: UUID | None = Field(description="The admin who did it in the actor's name.")
    via: str
    subject: SubjectOut
    data: dict[str, Any]


class EventPage(BaseModel):
    items: list[EventOut]
    next: str | None


class Hit(BaseModel):
    type: str = Field(examples=["objective", "key_result", "project", "member", "team", "period"])
    id: UUID
    title: str
    url: str


class HitPage(BaseModel):
    items: list[Hit]
    next: str | None


class PartOut(BaseModel):
    """What one child adds, or why it adds nothing. Hidden children are summed up without id and title."""

    goal: UUID | None
    title: str | None
    count: int
    progress: float | None
    counted: float | None = Field(description="Its progress as it counts: clamped.")
    share: float | None
    part: float | None = Field(description="What it adds: points, or in a sum a value.")
    is_fixed: bool
    left_out: str | None = Field(examples=["postponed", "not_contributing", "baseline", "other_measure"])


class CauseOut(BaseModel):
    """The check-in behind the present value."""

    at: datetime
    author: str
    value: float | None
    note: str
    check_in: UUID | None
    goal: UUID | None


class ProgressWhy(BaseModel):
    value: float | None
    progress: float | None
    method: str = Field(
        examples=[
            "value",
            "control",
            "baseline",
            "average",
            "scaled",
            "sum",
            "baseline_sum",
            "nothing_counts",
            "frozen",
        ]
    )
    start: float | None
    target: float | None
    parts: list[PartOut]
    automatic_value: float | None = Field(description="What the roll-up would give where a person set it by hand.")
    automatic_progress: float | None
    cause: CauseOut | None


class PointOnLine(BaseModel):
    date: date
    progress: float


class ExpectedWhy(BaseModel):
    """The day is number `day_number` of `days`, between two points of the expected line."""

    progress: float
    value: float | None
    day_number: int
    days: int
    is_phased: bool
    since: PointOnLine
    until: PointOnLine


class StatusChange(BaseModel):
    date: date
    status: str


class StatusWhy(BaseModel):
    status: str
    rule: str = Field(
        examples=["end_state", "check_in", "from_children", "control", "baseline", "grace", "from_progress"]
    )
    gap: float | None = Field(description="Expected minus actual progress, in points.")
    behind_over: float
    at_risk_over: float
    worst_below: list[str] = Field(description="Titles of the children that decide, where the status follows them.")
    changes: list[StatusChange] = Field(description="What time alone will change.")


class ScoreWhy(BaseModel):
    final: float | None
    suggested: float | None
    colour: str | None
    from_children: bool


class CountsInOut(BaseModel):
    goal: UUID
    title: str
    rolls_up: bool
    share: float | None
    part: float | None
    is_fixed: bool
    left_out: str | None


class ExplanationOut(BaseModel):
    """The derivation of every number of a goal on a day."""

    goal: UUID
    title: str
    day: date
    progress: ProgressWhy
    expected: ExpectedWhy | None
    status: StatusWhy
    score: ScoreWhy
    counts_in: list[CountsInOut]
