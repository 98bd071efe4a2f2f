"""What a project takes over from its tasks and milestones, which a room above keeps (spec okrs §11.2)."""

from __future__ import annotations

from uuid import UUID

from cairn.core import clock
from cairn.goals.actions.check_in import suggested_status
from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.parts import Parts
from cairn.goals.recompute import Change, Locked, lock, recompute
from cairn.organizations.actor import Actor


def count_parts(goal_id: UUID, mode: str, counted: Parts) -> list[Change]:
    """Keeps a new count of a project's parts and recomputes it and all above; answers what moved.

    A value or status that was set by hand gives way to it (spec: "lasts until the source changes"). Part of the
    action that changed the parts: permission and event are that action's. The same count changes nothing.
    """
    locked = lock([goal_id])
    goal = locked.goals[goal_id]
    whole = {f"{mode}_done": counted.done, f"{mode}_whole": counted.whole}
    if all((getattr(goal, name) or 0) == number for name, number in whole.items()):
        return []
    for name, number in whole.items():
        setattr(goal, name, number)
    if goal.progress_mode == mode:
        goal.overridden_once, goal.chosen_status = False, ""
    return recompute(locked, [goal_id])


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
