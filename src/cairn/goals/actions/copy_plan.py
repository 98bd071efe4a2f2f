"""How a goal is copied, and what its copy is measured by and begins with (spec okrs §10.1, §10.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.goals import rollover
from cairn.goals.actions.fields import said
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal
from cairn.goals.outcome import problems
from cairn.goals.rollover import Carried, Mode
from cairn.planning.models import Period


class Depth(StrEnum):
    ONLY = "only"
    CHILDREN = "children"
    TREE = "tree"


@dataclass(frozen=True)
class Copying:
    """How one goal is copied.

    `mode` None is a plain clone, from the original start; else the copy carries unfinished work on, so that its count
    of carry-overs rises. `page` moves the copy to another page: an entity and the team or person there.
    `keeps_parents`: it stays under parents outside of what is copied that last long enough.
    """

    period: Period
    mode: Mode | None = None
    owner_id: UUID | None = None
    new_target: Decimal | None = None
    page: tuple[str, UUID | None] | None = None
    keeps_parents: bool = True

    @property
    def continues(self) -> bool:
        return self.mode is not None


def carried_before(sources: Iterable[Goal], period_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], Goal]:
    """(source, period) -> the copy that carries it on there already; one query."""
    rows = Goal.objects.standing().filter(carried_over_from__in=list(sources), period_id__in=list(period_ids))
    return {(row.carried_over_from_id, row.period_id): row for row in rows.order_by("-created_at", "-pk")}


def carried_outcome(source: Goal, how: Copying) -> Carried:
    """Outcome and value of the copy (spec okrs §10.4). Raises Refused where a reset needs a new target."""
    outcome, period = outcome_of(source), how.period
    if how.mode is None:
        misfit = any(problem.field == "phases" for problem in problems(outcome, period.start, period.end))
        return Carried(replace(outcome, phases=()) if misfit else outcome, None)
    carried = rollover.carried(outcome, source.current_value, how.mode, period.start, period.end)
    if not carried.needs_new_target:
        return carried
    if how.new_target is None:
        raise Refused(
            _("“%(title)s” has reached its target already. Give the next one.") % {"title": source.title},
            field="new_target",
        )
    retargeted = replace(carried.outcome, target=how.new_target, phases=())
    for problem in problems(retargeted):
        raise Refused(said(problem.sentence), field="new_target")
    return Carried(retargeted, carried.value)
