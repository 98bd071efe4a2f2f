"""What a project takes over from its tasks and milestones, which a room above keeps (spec okrs §11.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.core import clock
from cairn.goals.actions.check_in import suggested_status
from cairn.goals.measuring import status_of
from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.parts import Parts
from cairn.goals.recompute import Change, Locked, lock, recompute
from cairn.organizations.actor import Actor


def count_parts(
    goal_id: UUID, mode: str, counted: Parts, *, by: Actor, note: Callable[[datetime], str] | None = None
) -> list[Change]:
    """Keeps a new count of a project's parts and recomputes it and all above; answers what moved.

    `note` tells what happened to the parts since an instant; the automatic check-in of the day says so (spec §7). A
    value or status that was set by hand gives way ("lasts until the source changes", §11.2). Part of the action that
    changed the parts: permission and event are that action's. The same count changes nothing.
    """
    locked = lock([goal_id])
    goal = locked.goals[goal_id]
    whole = {f"{mode}_done": counted.done, f"{mode}_whole": counted.whole}
    if all((getattr(goal, name) or 0) == number for name, number in whole.items()):
        return []
    for name, number in whole.items():
        setattr(goal, name, number)
    if goal.progress_mode != mode:
        return recompute(locked, [goal_id])
    goal.overridden_once, goal.chosen_status = False, ""
    row = _entry_of_the_day(goal, locked, note, by=by) if note else None
    changes = recompute(locked, [goal_id])
    if row is not None:
        row.value, row.progress = goal.current_value, goal.progress
        day = locked.day_of(row.at)
        row.status = status_of(goal, day).value
        row.save()
    return changes


def _entry_of_the_day(goal: Goal, locked: Locked, note: Callable[[datetime], str], *, by: Actor) -> CheckIn | None:
    """The goal's automatic check-in of today: one a day, that grows with what happens."""
    now = clock.now()
    midnight = datetime.combine(locked.day_of(now), time(), ZoneInfo(locked.time_zone))
    words = note(midnight)
    if not words:
        return None
    rows = CheckIn.objects.standing().filter(goal=goal, source=CheckIn.Source.PARTS, at__gte=midnight)
    row: CheckIn = rows.latest_first().first() or CheckIn(goal=goal, source=CheckIn.Source.PARTS)
    row.at, row.note = now, words
    row.author, row.real_author = by.member, by.real_member
    goal.checked_in_at = now
    return row


def keep_value(goal: Goal, locked: Locked, *, by: Actor) -> None:
    """When an automatic number is to be typed in from now on, it stays where it stood, as a check-in says."""
    if goal.progress_mode != ProgressMode.MANUAL or goal.current_value is None:
        return
    now = clock.now()
    suggested = suggested_status(goal, goal.current_value, locked.day_of(now), locked.rules)
    row = CheckIn(
        goal=goal,
        at=now,
        value=goal.current_value,
        progress=goal.progress,
        status=goal.chosen_status or suggested.value,
        source=CheckIn.Source.CARRIED,
        author=by.member,
        real_author=by.real_member,
    )
    row.save(force_insert=True)
    goal.checked_in_at, goal.chosen_status = row.at, row.status
