"""The projects of the organisation, a team or a person: the aligned ones and those that stand alone (spec §11.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.goals.models import GoalKind
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.tree import PER_PAGE, Place, in_order, standing_on
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Projects:
    """One page of rows; `before` and `after` are the numbers of the pages beside it, 0 where there is none."""

    rows: tuple[Row, ...]
    before: int
    after: int


def projects(place: Place, period_ids: Sequence[UUID], actor: Actor, day: date, number: int) -> Projects:
    """The projects of a page in these periods, as the actor may see them. Constant queries."""
    goals = standing_on(place, period_ids, actor).filter(kind=GoalKind.PROJECT)
    start = (number - 1) * PER_PAGE
    found = list(in_order(goals).select_related("period")[start : start + PER_PAGE + 1])
    return Projects(
        rows=tuple(rows(found[:PER_PAGE], actor, day, settings=settings_row())),
        before=number - 1,
        after=number + 1 if len(found) > PER_PAGE else 0,
    )
