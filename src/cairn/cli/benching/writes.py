"""The writes that are measured: the actions behind pages and API, each in its own transaction as always."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from cairn.cli.benching.targets import Targets
from cairn.goals import actions
from cairn.goals.actions import Ending, Parent
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.organizations.actor import Actor
from cairn.planning.queries import next_period

MANY_GOALS = 2000


class Writer:
    """Writes as the owner of the organisation; every call changes something else."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self.by = Actor(targets.owner)
        self.made: list[Goal] = []

    def writes(self) -> dict[str, Callable[[int], None]]:
        """Name -> what does it, in an order in which each finds what it needs."""
        return {
            "check in, rolled up through five levels": self.check_in,
            "create a key result": self.create,
            "edit it": self.edit,
            "align it to one more objective": self.align,
            "close it": self.close,
        }

    def once(self) -> dict[str, Callable[[int], None]]:
        """What one does once a quarter and with very many goals: measured a single time each."""
        return {
            f"close {MANY_GOALS:,} goals at once": self.close_many,
            f"postpone and carry over {MANY_GOALS:,}": self.carry_over_many,
        }

    def close_many(self, number: int) -> None:
        actions.end_many([Ending(goal_id, note="Measured.") for goal_id in self._open_ones()], by=self.by)

    def carry_over_many(self, number: int) -> None:
        following = next_period(self.targets.period)
        endings = [Ending(goal_id, "postponed", "Measured.", period=following) for goal_id in self._open_ones()]
        tally = actions.end_many(endings, by=self.by)
        assert not tally.refused, tally.refused[0].error.sentence

    def _open_ones(self) -> list[UUID]:
        """As many as asked for, whole trees as they come."""
        rows = Goal.objects.standing().open().filter(period=self.targets.period).order_by("rank", "pk")
        return list(rows.values_list("pk", flat=True)[:MANY_GOALS])

    def check_in(self, number: int) -> None:
        goal = Goal.objects.get(pk=self.targets.deep[number % len(self.targets.deep)])
        step = Decimal(13 if goal.current_value is None or goal.current_value < 60 else -13)
        done = actions.check_in(goal, by=self.by, value=(goal.current_value or 0) + step, note="Measured.")
        assert len(done.changes) >= 5, "the roll-up did not reach the company"

    def create(self, number: int) -> None:
        parent = self.targets.objectives[number % len(self.targets.objectives)]
        self.made.append(
            actions.create(
                {
                    "kind": GoalKind.KEY_RESULT,
                    "title": f"One more number {number}",
                    "entity": Entity.INDIVIDUAL,  # so that a kept organisation's own page stays as it was built
                    "owners": [self.targets.owner.pk],
                    "period": self.targets.period.pk,
                    "parents": [Parent(parent)],
                },
                by=self.by,
            )
        )

    def edit(self, number: int) -> None:
        actions.edit(self._made(number), {"title": f"Another title {number}"}, by=self.by)

    def align(self, number: int) -> None:
        objectives = self.targets.objectives
        wanted = [objectives[number % len(objectives)], objectives[(number + 1) % len(objectives)]]
        actions.align(self._made(number), [Parent(goal_id) for goal_id in wanted], by=self.by)

    def close(self, number: int) -> None:
        actions.close(self._made(number), by=self.by, note="Measured.")

    def _made(self, number: int) -> Goal:
        return self.made[number % len(self.made)]
