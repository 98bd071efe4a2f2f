"""Acme on a Monday in August 2026, watched by the planner since midnight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.notifications.rhythm import planner

MONDAY_NINE = datetime(2026, 8, 17, 9, tzinfo=UTC)


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """Acme, entered, at midnight; Max reports “Open ten shops” of Sales, Tom “Hire a crew”, his own."""
    with world.enter(), clock.at(NOON):
        made = third_quarter(world)
    with world.enter(), clock.at(MONDAY_NINE.replace(hour=0)):
        planner.find_turns()
        yield made


@pytest.fixture
def look(quarter: Quarter) -> Callable[[datetime], None]:
    """Lets the planner look at the clock at an instant."""

    def at(moment: datetime) -> None:
        with clock.at(moment):
            planner.look_at_the_clock()
            planner.work_off.call_local()

    return at
