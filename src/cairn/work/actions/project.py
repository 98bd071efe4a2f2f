"""What every verb of this room begins and ends with: the project, locked, and its number."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.goals.actions import count_parts
from cairn.goals.actions.guards import refuse_ended, standing
from cairn.goals.models import Goal, GoalKind, ProgressMode
from cairn.goals.parts import Parts
from cairn.goals.recompute import Change, lock
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded
from cairn.work import counts, telling

LONGEST_TEXT = 10_000


def project(goal_id: UUID) -> Goal:
    """The project, locked with everything above it, open. Raises Refused."""
    goal = standing(lock([goal_id]).goals.get(goal_id))
    if goal.kind != GoalKind.PROJECT:
        raise Refused(worded(_("Only {projects} have tasks and milestones.")))
    return goal


def open_project(goal_id: UUID) -> Goal:
    """The same, refused when it has ended (spec okrs §4.3)."""
    goal = project(goal_id)
    refuse_ended(goal)
    return goal


def count_tasks(goal: Goal, *, by: Actor) -> list[Change]:
    """Counts the tasks of a project anew; it and all above it move in this transaction."""
    counted = counts.of_tasks(goal=goal).get(goal.pk, Parts())

    def note(since: datetime) -> str:
        return telling.tasks_of(goal, since) or telling.count_of(counted)

    return count_parts(goal.pk, ProgressMode.TASKS, counted, by=by, note=note)


def count_milestones(goal: Goal, *, by: Actor) -> list[Change]:
    """The same for its milestones."""
    counted = counts.of_milestones(goal=goal).get(goal.pk, Parts())

    def note(since: datetime) -> str:
        return telling.milestones_of(goal, since) or telling.count_of(counted)

    return count_parts(goal.pk, ProgressMode.MILESTONES, counted, by=by, note=note)


def clean_text(text: str, *, most: int, field: str) -> str:
    """Text that can be kept. Raises Refused with the field."""
    text = text.replace("\r\n", "\n").strip()
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise Refused(_("This text holds a character that cannot be kept."), field=field)
    if len(text) > most:
        raise Refused(_("At most %(most)d characters, please.") % {"most": most}, field=field)
    return text


def clean_name(text: str, *, field: str = "name") -> str:
    """A name on one line that is not empty. Raises Refused."""
    name = " ".join(clean_text(text, most=300, field=field).split())
    if not name:
        raise Refused(_("Give it a name."), field=field)
    return name
