"""The bodies and answers of everything one does with a goal besides editing it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool, StrictInt

from cairn.api.shapes.goal import NumbersOut
from cairn.api.shapes.goal_in import EntityIn, Share
from cairn.api.shapes.values import Day, Input, Instant, Number, Text
from cairn.goals.alignment import MAX_PARENTS

Note = Annotated[Text, Field(max_length=10_000)]
Status = Literal["not_started", "on_track", "behind", "at_risk"]
Start = Literal["reset", "preserve"]
Depth = Literal["only", "children", "tree"]


class CheckInIn(Input):
    """Without a value the present one stands; without a status it follows from the value."""

    value: Number | None = None
    status: Status | None = None
    note: Note = ""
    confidence: Annotated[StrictInt, Field(ge=0, le=10)] | None = None
    at: Day | Instant | None = Field(
        None, description="When it was so: not in the future, not before the goal's start. Without a zone: yours."
    )
    override: Literal["once", "kept"] | None = Field(
        None, description="Set a goal by hand that rolls up: until something below moves, or until it is resumed."
    )


class NudgeIn(Input):
    note: Annotated[Text, Field(max_length=1_000)] = Field("", description="Only the person asked reads it.")


class Nudged(BaseModel):
    to: UUID = Field(description="The member who was asked: the check-in owner.")
    day: date


class CheckInPatch(Input):
    """Only what is sent changes."""

    value: Number | None = None
    status: Status | None = None
    note: Note | None = None


class CheckInOut(BaseModel):
    id: UUID
    goal: UUID
    at: datetime
    value: float | None
    progress: float | None = Field(description="What the value meant when it was written, in percent.")
    status: str
    confidence: int | None
    note: str
    source: str = Field(examples=["person", "import", "data_source", "carried", "parts"])
    author: UUID | None
    author_name: str
    on_behalf_by: UUID | None = Field(description="The admin who wrote it in the author's name.")
    created_at: datetime
    edited_at: datetime | None


class CheckInPage(BaseModel):
    items: list[CheckInOut]
    next: str | None


class CheckedIn(BaseModel):
    """The check-in, where its goal stands now, and the new numbers of every goal above it that moved."""

    check_in: CheckInOut
    goal: NumbersOut
    changed: list[NumbersOut]


class AlignmentIn(Input):
    """What is left out stays as it is; for a new alignment it follows the organisation's rules.

    `contribution` null frees a fixed share.
    """

    parent: UUID
    contribution: Share | None = None
    contributes: StrictBool | None = None


Alignments = Annotated[list[AlignmentIn], Field(max_length=MAX_PARENTS)]


class ContributionIn(Input):
    child: UUID
    contribution: Share | None


Contributions = Annotated[list[ContributionIn], Field(max_length=1000)]


class ContinueIn(Input):
    """The period to go on in, and whether the copy starts anew or where this one stands."""

    period: UUID
    progress: Start = "reset"
    target: Number | None = Field(None, description="The next target, where the present one has been reached.")
    depth: Depth = Field("children", description="How much of what is open below is copied, too.")


class ClosureIn(Input):
    """Without a score the suggested one counts."""

    score: Annotated[Number, Field(description="0–1")] | None = None
    note: Note = ""
    continue_in: ContinueIn | None = None


class PostponementIn(Input):
    reason: Annotated[Note, Field(min_length=1)]
    clone_to: ContinueIn | None = None


class CloneIn(Input):
    """`depth`: the goal only, with its children, or with everything below it."""

    period: UUID
    depth: Depth = "only"
    owner: UUID | None = Field(None, description="Owns all copies; null: the owners stay.")
    entity: EntityIn | None = Field(None, description="The page they move to; null: the original's.")


class EndingIn(Input):
    """One goal of many: closed without a score means with the suggested one; postponed needs a note, the reason."""

    goal: UUID
    ending: Literal["closed", "postponed"]
    score: Annotated[Number, Field(description="0–1")] | None = None
    note: Note = ""
    continue_in: ContinueIn | None = None


class EndingsIn(Input):
    endings: Annotated[list[EndingIn], Field(min_length=1, max_length=500)]


class NotEnded(BaseModel):
    """A goal that stays as it was, and why."""

    goal: UUID
    sentence: str


class EndingsOut(BaseModel):
    """How many ended as asked, were taken along, ended by themselves above, and were carried over."""

    closed: int
    postponed: int
    along: int
    above: int
    copied: int
    refused: list[NotEnded]
