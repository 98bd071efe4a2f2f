"""What can be said of a goal: the bodies of POST and PATCH /goals (architecture §6)."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from cairn.api.shapes.values import Day, Input, Number, Text
from cairn.goals.alignment import MAX_PARENTS

Kind = Literal["objective", "key_result", "project"]
Title = Annotated[Text, Field(min_length=1, max_length=500)]
People = Annotated[list[UUID], Field(max_length=200)]
Tags = Annotated[list[Annotated[Text, Field(max_length=50)]], Field(max_length=30)]
Share = Annotated[Number, Field(description="Fixed share in percent, 0–100; null: an equal part of what is left.")]


class EntityIn(Input):
    """Whose page it stands on. `id` is the team's, or for an individual goal the person's."""

    type: Literal["organization", "team", "individual"]
    id: UUID | None = None


class PhaseIn(Input):
    """A value that is expected at the end of a day."""

    date: Day
    value: Number


class OutcomeIn(Input):
    """How it is measured: to 100 percent, or by a metric of a kind.

    `reach` (from 0), `increase` and `decrease` run from `start` to `target`; `stay_above` and `stay_below` keep a
    `target`, with an optional `risk` threshold; `stay_between` keeps `low` and `high`, with an optional `tolerance`;
    `baseline` only finds out a value. On PATCH, what is left out stays, unless `type` or `kind` change.
    """

    type: Literal["percent", "metric"] | None = None
    kind: Literal["reach", "increase", "decrease", "stay_above", "stay_below", "stay_between", "baseline"] | None = (
        None
    )
    name: Annotated[Text, Field(max_length=200)] | None = None
    unit: Annotated[Text, Field(max_length=20)] | None = None
    start: Number | None = None
    target: Number | None = None
    low: Number | None = None
    high: Number | None = None
    risk: Number | None = None
    tolerance: Number | None = None
    phases: Annotated[list[PhaseIn], Field(max_length=200)] | None = None


class ParentIn(Input):
    """A goal to align to."""

    id: UUID
    contribution: Share | None = None


class GoalPatch(Input):
    """Only what is sent changes. Lists are replaced as a whole."""

    kind: Kind | None = None
    title: Title | None = None
    description: Annotated[Text, Field(max_length=10_000)] | None = None
    entity: EntityIn | None = None
    teams: Annotated[list[UUID], Field(max_length=50)] | None = None
    owners: People | None = None
    check_in_owner: UUID | None = None
    delegate: UUID | None = None
    delegated_until: Day | None = None
    period: UUID | None = None
    start: Day | None = None
    due: Day | None = None
    nature: Literal["aspirational", "committed", "learning"] | None = None
    scoring_guidance: Annotated[Text, Field(max_length=5_000)] | None = None
    outcome: OutcomeIn | None = None
    progress_mode: Literal["manual", "rollup", "data_source", "tasks", "milestones"] | None = None
    status_rule: Literal["progress", "children"] | None = None
    new_children_contribute: StrictBool | None = None
    privacy: Literal["everyone", "listed"] | None = None
    viewers: People | None = Field(None, description="Who may see it; null: everyone.")
    editors: People | None = Field(None, description="Who may edit it beside those who may by their role.")
    only_listed_edit: StrictBool | None = Field(None, description="Only owners, delegate and editors change it.")
    restricts_alignment: StrictBool | None = None
    tags: Tags | None = None
    parents: Annotated[list[ParentIn], Field(max_length=MAX_PARENTS)] | None = None


class GoalIn(GoalPatch):
    """Kind, title, entity and period are needed; owners default to you, dates to the period's."""

    kind: Kind
    title: Title
    entity: EntityIn
    period: UUID
