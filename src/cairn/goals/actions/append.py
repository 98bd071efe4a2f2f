"""Bring goals of an earlier import up to date: check-ins with their own dates and authors, and their origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cairn.core import bulk, clock, events
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, ExternalRef, Goal, ProgressPoint
from cairn.goals.progress import of_value
from cairn.goals.recompute import lock, recompute
from cairn.organizations.actor import Actor

BATCH = 500


@dataclass(frozen=True)
class Origin:
    """What a later import finds a goal again by: its id there (if it has one) and what the file said of it."""

    goal_id: UUID
    metadata: dict[str, Any]
    external: tuple[str, str] | None = None  # (source, id there)


@action
def append_check_ins(check_ins: Mapping[UUID, Sequence[CheckIn]], *, by: Actor, run_id: UUID | None = None) -> int:
    """Adds unsaved check-ins, by goal, keeping their instants, authors and values; answers how many.

    The latest one of each goal becomes its value and status, and everything above is recomputed once. The past of
    goals above is not rewritten: their history shows the change now. Goals that have ended are passed over. Rights
    are the caller's to check. Nobody is notified (integrations §7.4.10).
    """
    locked = lock(check_ins)
    wanted = [goal_id for goal_id in check_ins if goal_id in locked.goals and locked.goals[goal_id].is_open]
    rows: list[CheckIn] = []
    points: list[ProgressPoint] = []
    for goal_id in wanted:
        goal = locked.goals[goal_id]
        for row in check_ins[goal_id]:
            row.goal, row.progress = goal, of_value(outcome_of(goal), row.value)
            rows.append(row)
            if not goal.is_rolled_up:
                points.append(
                    ProgressPoint(goal=goal, at=row.at, value=row.value, progress=row.progress, check_in=row)
                )
    if not rows:
        return 0
    CheckIn.objects.bulk_create(rows, BATCH)
    ProgressPoint.objects.bulk_create(points, BATCH)
    _take_over([locked.goals[goal_id] for goal_id in wanted])
    recompute(locked, wanted)
    events.record(happened.LOADED, None, by=by, goals=0, check_ins=len(rows), run=run_id)
    return len(rows)


def _take_over(goals: Sequence[Goal]) -> None:
    """The latest standing check-in of each goal is its value and status. Saved with what is recomputed."""
    latest = {row.goal_id: row for row in CheckIn.objects.standing().filter(goal__in=goals).order_by("at", "id")}
    now = clock.now()
    for goal in goals:
        row = latest[goal.pk]
        goal.checked_in_at, goal.updated_at = row.at, now
        if not goal.is_rolled_up:
            goal.current_value, goal.chosen_status = row.value, row.status


@action
def note_origins(origins: Sequence[Origin], *, run_id: UUID | None = None) -> None:
    """Keeps where goals come from. No version is made of it: what people see of the goals does not change."""
    rows = [Goal(pk=origin.goal_id, import_metadata=origin.metadata) for origin in origins]
    bulk.update(rows, ["import_metadata"])
    ExternalRef.objects.bulk_create(
        [
            ExternalRef(
                goal_id=origin.goal_id, source=origin.external[0], external_id=origin.external[1], run_id=run_id
            )
            for origin in origins
            if origin.external
        ],
        BATCH,
    )
