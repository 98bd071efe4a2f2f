"""Who uses periods: the rooms above register here, so that a period in use stays, and its dates can move them.

usage.register_user(GoalsOfAPeriod())      # in AppConfig.ready of cairn.goals
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Protocol
from uuid import UUID

from cairn.organizations.actor import Actor
from cairn.planning.models import Period


class PeriodUser(Protocol):
    """Something that lies in periods and has dates of its own."""

    def counts(self) -> dict[UUID, int]:
        """How many lie in each period that has any, whatever their state, by the period's id; in one query."""
        ...

    def count(self, period: Period) -> int:
        """How many lie in this period, whatever their state."""
        ...

    def count_following(self, period: Period) -> int:
        """How many still have exactly the dates of the period, so that they would move with it."""
        ...

    def move(self, period: Period, *, start: date, end: date, by: Actor) -> None:
        """Gives those that still have the period's dates the new ones. Called before the period itself changes."""
        ...

    def settle(self, period: Period) -> None:
        """Looks again at what lies in the period. Called when its dates or its year have changed."""
        ...


_users: list[PeriodUser] = []


def register_user(user: PeriodUser) -> None:
    """Adds somebody who is asked before a period goes, and told before it moves."""
    _users.append(user)


def counts() -> dict[UUID, int]:
    """How many things lie in each period, by its id."""
    found: Counter[UUID] = Counter()
    for user in _users:
        found.update(user.counts())
    return dict(found)


def count(period: Period) -> int:
    """How many things lie in this period."""
    return sum(user.count(period) for user in _users)


def count_following(period: Period) -> int:
    """How many things would move with the period."""
    return sum(user.count_following(period) for user in _users)


def move_along(period: Period, *, start: date, end: date, by: Actor) -> None:
    """Moves what follows the period."""
    for user in _users:
        user.move(period, start=start, end=end, by=by)


def settle(period: Period) -> None:
    """Has everybody look again at what lies in a period that has changed."""
    for user in _users:
        user.settle(period)
