"""Add tasks to a project, one or a pasted list (spec okrs §11.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import actions as goal_actions
from cairn.goals.actions.fields import regular
from cairn.goals.models import Goal, ProgressMode
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.actions.project import LONGEST_TEXT, clean_name, clean_text, count_tasks, open_project
from cairn.work.models import Task, TaskStatus
from cairn.work.pasting import MOST_LINES

MOST_TASKS = 1_000  # of one project: a board with more helps nobody
RANK_STEP = 1024


@dataclass(frozen=True)
class NewTask:
    """What is said of a task when it is made."""

    name: str
    owner: UUID | None = None
    due: date | None = None
    status: str = TaskStatus.TODO
    description: str = ""


@action
def add_tasks(goal: Goal, wanted: Sequence[NewTask], *, by: Actor) -> list[Task]:
    """Adds tasks at the end of a project, in this order. A due day may lie after the project's own.

    A project in percent on which nobody ever checked in counts its tasks from its first one on.
    Raises Refused, Denied.
    """
    goal = open_project(goal.pk)
    policies.demand_plan(by, goal)
    _refuse_too_many(goal, wanted)
    last = Task.objects.filter(goal=goal).order_by("-rank").values_list("rank", flat=True).first() or 0
    tasks = [_task(goal, each, last + place * RANK_STEP, by) for place, each in enumerate(wanted, 1)]
    for task in tasks:
        task.save(force_insert=True)
    _begin_to_count(goal, by=by)
    count_tasks(goal, by=by)
    events.record(
        happened.TASKS_ADDED, goal, by=by, title=goal.title, goal_id=str(goal.pk), tasks=[str(t.pk) for t in tasks]
    )
    for task in tasks:
        tell_assigned(task, goal, by=by)
    return tasks


def _refuse_too_many(goal: Goal, wanted: Sequence[NewTask]) -> None:
    if not wanted:
        raise Refused(_("Write at least one task."), field="lines")
    if len(wanted) > MOST_LINES:
        raise Refused(
            _("At most %(most)d tasks at once, please; these are %(count)d.")
            % {"most": MOST_LINES, "count": len(wanted)},
            field="lines",
        )
    if Task.objects.standing().filter(goal=goal).count() + len(wanted) > MOST_TASKS:
        raise Refused(
            worded(
                ngettext(
                    "{A project} holds at most %(most)d task.",
                    "{A project} holds at most %(most)d tasks.",
                    MOST_TASKS,
                )
            )
            % {"most": MOST_TASKS},
            field="lines",
        )


def _task(goal: Goal, wanted: NewTask, rank: int, by: Actor) -> Task:
    if wanted.status not in TaskStatus.values:
        raise Refused(_("“%(value)s” is not one of the choices.") % {"value": wanted.status[:40]}, field="status")
    return Task(
        goal=goal,
        name=clean_name(wanted.name, field="lines"),
        description=clean_text(wanted.description, most=LONGEST_TEXT, field="description"),
        owner=regular(wanted.owner, field="owner"),
        due=wanted.due,
        status=wanted.status,
        done_at=clock.now() if wanted.status == TaskStatus.DONE else None,
        rank=rank,
        created_by=by.member,
    )


def _begin_to_count(goal: Goal, *, by: Actor) -> None:
    untouched = goal.progress_mode == ProgressMode.MANUAL and not goal.automatic_mode and goal.checked_in_at is None
    if untouched and goal.outcome_type == "percent" and goal.tasks_whole == 0:
        goal_actions.edit(goal, {"progress_mode": ProgressMode.TASKS}, by=by)


def tell_assigned(task: Task, goal: Goal, *, by: Actor) -> None:
    """Records that a task was handed to somebody else than who does it."""
    if task.owner_id is not None and task.owner_id != by.member_id:
        events.record(
            happened.TASK_ASSIGNED,
            goal,
            by=by,
            title=goal.title,
            goal_id=str(goal.pk),
            task_id=str(task.pk),
            assignee=str(task.owner_id),
        )
