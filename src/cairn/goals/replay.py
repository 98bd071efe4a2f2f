"""Numbers over time: plays check-ins and endings of many goals in order, in memory.

A bulk load has a past. Replaying it gives every goal and every ancestor the same numbers, history points and trend
that the single actions would have left behind, without a transaction for each. Days are the grain: what happened on
one calendar day is rolled up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.goals import alignment
from cairn.goals.computation import Link, apply, compute
from cairn.goals.measuring import Rules
from cairn.goals.models import CheckIn, Goal, ProgressPoint


@dataclass(frozen=True)
class Happening:
    """Something in the past of a goal: a check-in, or its end (`end` is the state it went into)."""

    at: datetime
    goal: Goal
    check_in: CheckIn | None = None
    end: str = ""


class Replay:
    """The goals of one load with their links, and the points they leave behind.

    `goals` must hold every ancestor of the fresh goals; `links` the children of each by id. Goals are changed in
    place and not saved.
    """

    def __init__(self, goals: dict[UUID, Goal], links: dict[UUID, list[Link]], rules: Rules, time_zone: str) -> None:
        self.goals, self.links, self.rules = goals, links, rules
        self.zone = ZoneInfo(time_zone)
        self.edges = [(link.child.pk, parent) for parent, rows in links.items() for link in rows]
        self.place = {goal_id: i for i, goal_id in enumerate(alignment.order(self.edges, list(goals)))}
        self.parents: dict[UUID, list[UUID]] = {}
        for child, parent in self.edges:
            self.parents.setdefault(child, []).append(parent)
        self.points: list[ProgressPoint] = []
        self.moved: set[UUID] = set()

    def begin(self, fresh: Iterable[Goal]) -> None:
        """The first numbers of goals that were just made, children before parents."""
        for goal in sorted(fresh, key=lambda row: self.place[row.pk]):
            apply(goal, compute(goal, self.links.get(goal.pk, []), self.rules), self._day(goal.created_at))
            self._mark(goal, goal.created_at, None)

    def play(self, happenings: Sequence[Happening]) -> None:
        """Everything that happened, oldest first; each day's changes are rolled up once, at its last instant."""
        ordered = sorted(happenings, key=lambda row: (row.at, row.goal.pk))
        for day, group in groupby(ordered, key=lambda row: self._day(row.at)):
            self._play_day(day, list(group))

    def _play_day(self, day: date, group: list[Happening]) -> None:
        """First the day's check-ins, then its endings, so that what ends keeps the last figure of its children."""
        for part in ([row for row in group if not row.end], [row for row in group if row.end]):
            if not part:
                continue
            for happening in part:
                goal = happening.goal
                if happening.check_in is not None:
                    _take_over(goal, happening.check_in)
                    self._refresh(goal, day, happening.at, happening.check_in)
                goal.state = happening.end or goal.state
            self._roll_up({row.goal.pk for row in part}, day, part[-1].at)

    def _roll_up(self, touched: set[UUID], day: date, at: datetime) -> None:
        for goal_id in sorted(self._above(touched), key=self.place.__getitem__):
            goal = self.goals[goal_id]
            if goal.is_open and goal.is_rolled_up:
                goal.chosen_status = ""
            self._refresh(goal, day, at, None)

    def _refresh(self, goal: Goal, day: date, at: datetime, check_in: CheckIn | None) -> None:
        if apply(goal, compute(goal, self.links.get(goal.pk, []), self.rules), day):
            self._mark(goal, at, check_in)

    def _above(self, ids: set[UUID]) -> set[UUID]:
        found: set[UUID] = set()
        waiting = list(ids)
        while waiting:
            for parent in self.parents.get(waiting.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return found

    def _mark(self, goal: Goal, at: datetime, check_in: CheckIn | None) -> None:
        self.moved.add(goal.pk)
        self.points.append(
            ProgressPoint(
                goal_id=goal.pk,
                at=at,
                value=goal.current_value,
                progress=goal.progress,
                on_track_from=goal.on_track_from,
                behind_from=goal.behind_from,
                at_risk_from=goal.at_risk_from,
                check_in_id=check_in.pk if check_in else None,
            )
        )

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def _take_over(goal: Goal, check_in: CheckIn) -> None:
    """The latest check-in is the goal's value and status (in order of instants, so the last one played wins)."""
    goal.checked_in_at = check_in.at
    goal.chosen_status = check_in.status
    if not goal.is_rolled_up:
        goal.current_value = check_in.value
