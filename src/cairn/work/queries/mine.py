"""The tasks somebody owns, by when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.organizations.actor import Actor
from cairn.work.models import Task, TaskStatus

MOST = 200
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Group:
    """Tasks under one heading; `is_late` colours their days."""

    label: str
    tasks: tuple[Task, ...]
    is_late: bool = False


@dataclass(frozen=True)
class MyTasks:
    groups: tuple[Group, ...]
    done: tuple[Task, ...]
    more: bool

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.done

    @property
    def count(self) -> int:
        return sum(len(group.tasks) for group in self.groups)


def my_tasks(actor: Actor, day: date) -> MyTasks:
    """What the actor has to do in open projects, and what they finished in the last week. Two queries."""
    mine = Task.objects.visible_to(actor).filter(owner_id=actor.member_id).select_related("goal")
    found = list(mine.unfinished().filter(goal__state="open").by_due_day()[: MOST + 1])
    done = mine.filter(status=TaskStatus.DONE, done_at__gte=clock.now() - RECENT).order_by("-done_at")[:20]
    return MyTasks(_grouped(found[:MOST], day), tuple(done), len(found) > MOST)


def _grouped(tasks: list[Task], day: date) -> tuple[Group, ...]:
    week = day + timedelta(days=7)
    groups = [
        Group(_("Late"), tuple(t for t in tasks if t.due and t.due < day), is_late=True),
        Group(_("Today"), tuple(t for t in tasks if t.due == day)),
        Group(_("In the next seven days"), tuple(t for t in tasks if t.due and day < t.due <= week)),
        Group(_("Later"), tuple(t for t in tasks if t.due and t.due > week)),
        Group(_("Without a day"), tuple(t for t in tasks if t.due is None)),
    ]
    return tuple(group for group in groups if group.tasks)
