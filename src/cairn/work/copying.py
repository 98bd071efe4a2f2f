"""The tasks and milestones of a project go along with a copy of it (spec okrs §10, §11.7).

A clone begins anew: everything is to do again. What carries unfinished work on takes along only what is unfinished.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from cairn.core import bulk
from cairn.goals.models import Goal, GoalKind
from cairn.organizations.actor import Actor
from cairn.work import counts
from cairn.work.models import Milestone, Task, TaskStatus


def copy_work(copies: Mapping[UUID, tuple[Goal, bool]], by: Actor) -> None:
    """A companion of goals (goals/companions.py). Due days move as far as the project's first day does."""
    projects = {source: pair for source, pair in copies.items() if pair[0].kind == GoalKind.PROJECT}
    if not projects:
        return
    starts = dict(Goal.objects.filter(pk__in=projects).values_list("pk", "start"))
    tasks = Task.objects.standing().filter(goal_id__in=projects).in_order()
    bulk.insert(
        [_task(row, *projects[row.goal_id], starts[row.goal_id], by) for row in tasks if _goes_along(row, projects)]
    )
    steps = Milestone.objects.standing().filter(goal_id__in=projects).in_order()
    bulk.insert(
        [
            Milestone(
                goal=projects[row.goal_id][0],
                name=row.name,
                weight=row.weight,
                due=row.due and row.due + (projects[row.goal_id][0].start - starts[row.goal_id]),
            )
            for row in steps
            if not (projects[row.goal_id][1] and row.is_reached)
        ]
    )
    _count(projects)


def _goes_along(row: Task, projects: Mapping[UUID, tuple[Goal, bool]]) -> bool:
    return row.status != TaskStatus.CANCELLED and not (projects[row.goal_id][1] and row.is_done)


def _task(row: Task, copy: Goal, continues: bool, start: object, by: Actor) -> Task:
    return Task(
        goal=copy,
        name=row.name,
        description=row.description,
        owner_id=row.owner_id,
        due=row.due and row.due + (copy.start - start),  # type: ignore[operator]
        status=row.status if continues else TaskStatus.TODO,
        rank=row.rank,
        created_by=by.member,
    )


def _count(projects: Mapping[UUID, tuple[Goal, bool]]) -> None:
    copies = [copy for copy, _continues in projects.values()]
    tasks, steps = counts.of_tasks(goal__in=copies), counts.of_milestones(goal__in=copies)
    for copy in copies:
        if copy.pk in tasks:
            copy.tasks_done, copy.tasks_whole = int(tasks[copy.pk].done), int(tasks[copy.pk].whole)
        if copy.pk in steps:
            copy.milestones_done, copy.milestones_whole = steps[copy.pk].done, steps[copy.pk].whole
    bulk.update(copies, ["tasks_done", "tasks_whole", "milestones_done", "milestones_whole"])
