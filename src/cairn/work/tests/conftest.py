"""A project in Acme's third quarter: “Build the warehouse”, Tom's, on the company's page (goals/tests/quarter.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.organizations.actor import Actor
from cairn.work import actions
from cairn.work.actions import NewTask
from cairn.work.models import Task


@dataclass
class Site:
    """The project and its people; `add` makes tasks as Tom."""

    quarter: Quarter
    goal: Goal

    @property
    def world(self) -> World:
        return self.quarter.world

    def actor(self, name: str) -> Actor:
        return self.quarter.actor(name)

    def add(self, *names: str, by: str = "Tom", **more: Any) -> list[Task]:
        return actions.add_tasks(self.goal, [NewTask(name, **more) for name in names], by=self.actor(by))

    def tell(self, task: Task, status: str, by: str = "Tom") -> None:
        actions.move_task(task, by=self.actor(by), status=status)

    @property
    def fresh(self) -> Goal:
        return self.quarter.fresh(self.goal)

    def id_of(self, name: str) -> Any:
        return self.world.members[name].pk


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    """Acme entered, on 15 August 2026."""
    with world.enter(), clock.at(NOON):
        quarter = third_quarter(world)
        yield Site(quarter, quarter.goal("Build the warehouse", by="Tom", kind="project"))
