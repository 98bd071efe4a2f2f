"""The named world (tests/world.py) with a quarter of goals in it, all made through the actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.remembering import remembered
from tests.world import World

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.organizations.actor import Actor
from cairn.organizations.models import Team
from cairn.planning.models import Period

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)  # day 46 of the third quarter of 2026


def increase(start: int, target: int, unit: str = "") -> Outcome:
    """A metric that is to rise from start to target."""
    return Outcome(OutcomeType.METRIC, MetricKind.INCREASE, unit=unit, start=Decimal(start), target=Decimal(target))


@dataclass
class Quarter:
    """Acme's third quarter: “Win the north” rolls up “Open ten shops” and “Hire a crew”, Max's and Tom's."""

    world: World
    period: Period
    next_period: Period
    win: Goal
    shops: Goal
    crew: Goal

    def actor(self, name: str) -> Actor:
        return self.world.actor(name)

    def goal(self, title: str, *, by: str = "Ada", under: Goal | None = None, **fields: Any) -> Goal:
        """Creates one more key result (or what `kind` says) on the company's page."""
        wanted: Any = {"kind": "key_result", "title": title, "entity": "organization", "period": self.period.pk}
        if under is not None:
            wanted["parents"] = [Parent(under.pk)]
        return actions.create({**wanted, **fields}, by=self.actor(by))

    def fresh(self, goal: Goal) -> Goal:
        """The goal as the database has it now."""
        return Goal.objects.get(pk=goal.pk)


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """Acme on 15 August 2026, entered, with three goals; nothing has been checked in."""
    with world.enter(), clock.at(NOON):
        yield third_quarter(world)


def third_quarter(world: World) -> Quarter:
    """Makes the quarter in Acme, which must be entered, at NOON; nothing has been checked in."""
    made = remembered("third quarter", lambda: _third_quarter(world))
    made.world = world
    return made


def _third_quarter(world: World) -> Quarter:
    period, following = (
        Period.objects.get_or_create(name=name, defaults={"kind": "quarter", "start": start, "end": end})[0]
        for name, start, end in (
            ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
            ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31)),
        )
    )
    return win_the_north(world, period, following)


def win_the_north(world: World, period: Period, following: Period) -> Quarter:
    """Makes the three goals in `period`, in Acme, which must be entered."""
    ada, tom = world.actor("Ada"), world.actor("Tom")
    base: Any = {"period": period.pk}
    win = actions.create({"kind": "objective", "title": "Win the north", "entity": "organization", **base}, by=ada)
    sales = Team.objects.get(name="Sales")
    shops = actions.create(
        {
            "kind": "key_result", "title": "Open ten shops", "entity": "team", "teams": [sales.pk],
            "outcome": increase(0, 10), "parents": [Parent(win.pk)],
            "owners": [world.actor("Max").member_id], **base,
        },
        by=tom,
    )  # fmt: skip
    crew = actions.create(
        {"kind": "key_result", "title": "Hire a crew", "entity": "individual", "parents": [Parent(win.pk)], **base},
        by=tom,
    )
    return Quarter(world, period, following, win, shops, crew)
