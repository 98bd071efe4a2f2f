"""Take a load back: goals that nobody touched since go for good, as if they had never come (integrations §7.4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.core import events
from cairn.core.lots import in_lots
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import flaws
from cairn.goals.models import Alignment, CheckIn, Goal
from cairn.goals.recompute import lock, recompute
from cairn.organizations.actor import Actor

CHUNK = 500


@dataclass(frozen=True)
class Unloaded:
    """Which goals went, and which stayed because somebody has worked with them since."""

    gone: frozenset[UUID]
    kept: frozenset[UUID]


@action
def unload(goal_ids: Iterable[UUID], *, by: Actor, since: datetime) -> Unloaded:
    """Removes loaded goals for good, with their check-ins and history, and recomputes what stood above them.

    A goal stays when after `since` it was changed, checked in to or deleted, or when one that stays is aligned to it,
    so that nothing loses its parent unseen. Rights are the caller's to check.
    """
    ids = list(goal_ids)
    rows = [goal for chunk in in_lots(ids, CHUNK) for goal in Goal.objects.filter(pk__in=chunk)]
    touched = {goal.pk for goal in rows if goal.updated_at > since or goal.deleted_at is not None}
    touched |= _checked_in(ids)
    parents_of = _parents(ids)
    doomed = {goal.pk for goal in rows} - touched
    doomed -= _above_those_that_stay(doomed)
    above = {parent for goal_id in doomed for parent in parents_of.get(goal_id, ())} - doomed
    locked = lock(above)
    for chunk in in_lots(doomed, CHUNK):
        Goal.objects.filter(pk__in=chunk).delete()
    recompute(locked, above)
    flaws.changed(above)
    events.record(happened.UNLOADED, None, by=by, goals=len(doomed))
    return Unloaded(frozenset(doomed), frozenset(goal.pk for goal in rows) - doomed)


def _checked_in(ids: Sequence[UUID]) -> set[UUID]:
    """Goals with a check-in that no import made, or with an imported one that somebody edited or deleted."""
    found: set[UUID] = set()
    for chunk in in_lots(ids, CHUNK):
        rows = CheckIn.objects.filter(goal_id__in=chunk)
        by_people = rows.exclude(source=CheckIn.Source.IMPORT)
        touched = rows.exclude(edited_at=None, deleted_at=None)
        found |= set(by_people.values_list("goal_id", flat=True)) | set(touched.values_list("goal_id", flat=True))
    return found


def _parents(ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for chunk in in_lots(ids, CHUNK):
        for child, parent in Alignment.objects.filter(child_id__in=chunk).values_list("child_id", "parent_id"):
            found.setdefault(child, []).append(parent)
    return found


def _above_those_that_stay(doomed: set[UUID]) -> set[UUID]:
    """Goals with a child that stays, and everything above them."""
    children: dict[UUID, set[UUID]] = {}
    for chunk in in_lots(doomed, CHUNK):
        rows = Alignment.objects.filter(parent_id__in=chunk, child__deleted_at=None)
        for parent, child in rows.values_list("parent_id", "child_id"):
            children.setdefault(parent, set()).add(child)
    kept: set[UUID] = set()
    while more := {parent for parent, below in children.items() if parent not in kept and below - (doomed - kept)}:
        kept |= more
    return kept
