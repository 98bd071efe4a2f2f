"""The tasks and milestones of the demo organisation's projects (goals/demo/chapters.py)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from cairn.core import bulk, clock
from cairn.goals.demo.chapters import Stage
from cairn.goals.models import Goal, GoalKind, GoalOwner, ProgressMode
from cairn.goals.parts import Parts
from cairn.goals.recompute import lock, recompute
from cairn.work import counts
from cairn.work.models import Milestone, Task, TaskStatus

STEPS = [
    "Agree on what is in and what is out",
    "Talk to five people it is for",
    "Write down what it may cost",
    "Find out who has to say yes",
    "Draw a first version",
    "Try it with one team",
    "Collect what did not work",
    "Put the second version on the table",
    "Order what takes long to arrive",
    "Train those who will run it",
    "Tell everybody when it starts",
    "Switch it on",
    "Look at the numbers after two weeks",
    "Write up what we learned",
]
MILESTONES = [("First version stands", 2), ("Pilot with one team", 3), ("Running for everybody", 5)]


def tell(stage: Stage) -> None:
    """Every open project under way that is measured in percent gets tasks that fit where it stands."""
    rows = Goal.objects.standing().open().filter(kind=GoalKind.PROJECT, outcome_type="percent", start__lte=stage.day)
    projects = list(rows.order_by("rank", "pk"))
    owners: dict[UUID, list[UUID]] = {}
    for goal_id, member_id in GoalOwner.objects.filter(goal__in=projects).values_list("goal_id", "member_id"):
        owners.setdefault(goal_id, []).append(member_id)
    people = [member.pk for member in stage.cast.members.values() if not member.is_observer]
    tasks, milestones = [], []
    for number, goal in enumerate(projects):
        crew = [*owners.get(goal.pk, []), *stage.random.sample(people, 2)]
        if number % 3 == 2:
            milestones += _milestones(goal, stage.day)
        else:
            tasks += _tasks(goal, crew, stage.day, stage.random)
    bulk.insert(tasks)
    bulk.insert(milestones)
    _count(projects)


def _tasks(goal: Goal, crew: list[UUID], day: date, random: Random) -> list[Task]:
    names = sorted(random.sample(range(len(STEPS)), random.randint(5, 9)))
    done = round(len(names) * float(max(min(goal.progress or 0, 100), 0)) / 100)
    length = max((goal.due - goal.start).days, 1)
    found = []
    for place, name in enumerate(names):
        due = goal.start + timedelta(days=round(length * (place + 1) / len(names)))
        status = TaskStatus.DONE if place < done else TaskStatus.DOING if place == done else TaskStatus.TODO
        if place == len(names) - 1 and random.random() < 0.15:
            due = goal.due + timedelta(days=9)
        found.append(
            Task(
                goal=goal,
                name=STEPS[name],
                owner_id=random.choice(crew),
                due=due if random.random() < 0.85 else None,
                status=status,
                rank=(place + 1) * 1024,
                done_at=clock.now() - timedelta(days=(done - place) * 4) if status == TaskStatus.DONE else None,
            )
        )
    return found


def _milestones(goal: Goal, day: date) -> list[Milestone]:
    length = max((goal.due - goal.start).days, 1)
    found = []
    for place, (name, weight) in enumerate(MILESTONES, 1):
        due = goal.start + timedelta(days=round(length * place / len(MILESTONES)))
        reached = clock.now() - timedelta(days=(day - due).days) if due < day else None
        found.append(Milestone(goal=goal, name=name, due=due, weight=weight, reached_at=reached))
    return found


def _count(projects: list[Goal]) -> None:
    """All projects at once, as `actions.count_parts` does for one."""
    tasks, milestones = counts.of_tasks(), counts.of_milestones()
    locked = lock([goal.pk for goal in projects])
    for goal in projects:
        row = locked.goals[goal.pk]
        done, reached = tasks.get(goal.pk, Parts()), milestones.get(goal.pk, Parts())
        row.tasks_done, row.tasks_whole = int(done.done), int(done.whole)
        row.milestones_done, row.milestones_whole = reached.done, reached.whole
        if row.progress_mode == ProgressMode.MANUAL and row.current_value is not None:
            row.progress_mode = ProgressMode.MILESTONES if reached.whole else ProgressMode.TASKS
            row.chosen_status = ""
    bulk.update(locked.goals.values(), ["progress_mode"])
    recompute(locked, [goal.pk for goal in projects])
