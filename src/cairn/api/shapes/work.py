"""The bodies and answers of tasks, milestones and tags."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool

from cairn.api.shapes.goal import NumbersOut
from cairn.api.shapes.values import Day, Input, Number, Text

Name = Annotated[Text, Field(min_length=1, max_length=300)]
TaskState = Literal["todo", "doing", "done", "cancelled"]
Colour = Literal["", "red", "amber", "green", "blue", "violet"]


class TaskIn(Input):
    """A line of work. Its due day may lie after the project's."""

    name: Name
    owner: UUID | None = None
    due: Day | None = None
    status: TaskState = "todo"
    description: Annotated[Text, Field(max_length=10_000)] = ""


class TaskPatch(Input):
    """Only what is sent changes."""

    name: Name | None = None
    owner: UUID | None = None
    due: Day | None = None
    status: TaskState | None = None
    description: Annotated[Text, Field(max_length=10_000)] | None = None
    before: UUID | None = Field(None, description="Put it before this task of the project.")
    after: UUID | None = Field(None, description="Put it after this task of the project.")


class TaskOut(BaseModel):
    id: UUID
    goal: UUID
    name: str
    description: str
    owner: UUID | None
    due: date | None
    status: str
    created_at: datetime
    done_at: datetime | None


class TaskPage(BaseModel):
    items: list[TaskOut]
    next: str | None


class TaskWritten(BaseModel):
    """The task, and the numbers of its project as they are now."""

    task: TaskOut
    goal: NumbersOut


class MilestoneIn(Input):
    name: Name
    due: Day | None = None
    weight: Annotated[Number, Field(gt=0, le=1000)] | None = None


class MilestonePatch(Input):
    """Only what is sent changes."""

    name: Name | None = None
    due: Day | None = None
    weight: Annotated[Number, Field(gt=0, le=1000)] | None = None
    reached: StrictBool | None = None


class MilestoneOut(BaseModel):
    id: UUID
    goal: UUID
    name: str
    due: date | None
    weight: float
    reached_at: datetime | None


class MilestoneList(BaseModel):
    items: list[MilestoneOut]


class MilestoneWritten(BaseModel):
    """The milestone, and the numbers of its project as they are now."""

    milestone: MilestoneOut
    goal: NumbersOut


class TagIn(Input):
    name: Annotated[Text, Field(min_length=1, max_length=50)]
    colour: Colour = ""


class TagPatch(Input):
    """Only what is sent changes."""

    name: Annotated[Text, Field(min_length=1, max_length=50)] | None = None
    colour: Colour | None = None
    archived: StrictBool | None = None


class MergeIn(Input):
    into: UUID = Field(description="The tag that stays.")


class TagOut(BaseModel):
    id: UUID
    name: str
    colour: str
    archived: bool


class TagPage(BaseModel):
    items: list[TagOut]
    next: str | None
