"""What goals need from other teams, as a goal's page and a team's page show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.goals import policies as goal_policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.work import policies
from cairn.work.models import Dependency

MOST = 200


@dataclass(frozen=True)
class Needed:
    """One dependency with what the reader may say to it."""

    row: Dependency
    is_late: bool
    ways: frozenset[str]


@dataclass(frozen=True)
class TeamDependencies:
    """Both sides of a team: what others need from it, and what its goals wait for."""

    asked_of_us: tuple[Needed, ...]
    we_wait_for: tuple[Needed, ...]

    @property
    def is_empty(self) -> bool:
        return not self.asked_of_us and not self.we_wait_for


def of_goal(goal: Goal, actor: Actor, day: date) -> tuple[tuple[Needed, ...], bool]:
    """What the goal needs, soonest first, and whether the reader may ask for more."""
    rows = Dependency.objects.filter(goal=goal).select_related("team", "asked_by", "answered_by")
    found = list(rows.order_by("due", "pk")[:MOST])
    for row in found:
        row.goal = goal
    acts = goal_policies.acts_on(actor, [goal])[goal.pk]
    may_ask = goal.is_open and not goal.is_private and Act.EDIT in acts
    return _with_ways(found, actor, day, {goal.pk: acts}), may_ask


def of_team(team_id: UUID, actor: Actor, day: date) -> TeamDependencies:
    """Both sides of a team, as far as the reader may know of the goals. Constant queries."""
    rows = (
        Dependency.objects.visible_to(actor)
        .select_related("goal__period", "team", "asked_by", "answered_by")
        .order_by("due", "pk")
    )
    asked = list(rows.filter(team=team_id).exclude(state="withdrawn")[:MOST])
    waited = list(rows.filter(goal__team_links__team=team_id)[:MOST])
    goals = {row.goal_id: row.goal for row in (*asked, *waited)}
    acts = goal_policies.acts_on(actor, goals.values())
    return TeamDependencies(_with_ways(asked, actor, day, acts), _with_ways(waited, actor, day, acts))


def _with_ways(
    rows: Iterable[Dependency], actor: Actor, day: date, acts: dict[UUID, frozenset[Act]]
) -> tuple[Needed, ...]:
    """Those still waited for first."""
    found = [Needed(row, row.is_late(day), policies.ways_on(actor, row, acts[row.goal_id])) for row in rows]
    return tuple(sorted(found, key=lambda needed: not needed.row.is_waited_for))
