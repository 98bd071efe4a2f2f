"""The tree of goals, now or at an instant of the past, as far as the actor may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cairn.api.pagination import Paging, by_id, cut, read_cursor
from cairn.api.queries.links import COLUMNS, child_of
from cairn.api.queries.rows import entity_shown, numbers
from cairn.api.shapes.values import number
from cairn.core.errors import Refused
from cairn.goals import graph, past, roll_up
from cairn.goals.models import Alignment, Goal, GoalOwner, GoalTeam
from cairn.organizations.actor import Actor

DEEPEST = 40


@dataclass(frozen=True)
class Forest:
    """Goals by id, the edges below each, who may be seen, and the people of each goal."""

    goals: dict[UUID, Goal]
    edges: dict[UUID, list[dict[str, Any]]]
    visible: set[UUID]
    owners: dict[UUID, list[UUID]]
    teams: dict[UUID, list[UUID]]


def roots_now(period_ids: Sequence[UUID], paging: Paging, actor: Actor) -> tuple[list[UUID], str | None]:
    """Goals of these periods that stand under no other goal of them that the actor may see."""
    rows = Goal.objects.visible_to(actor).of_period(period_ids)
    above = Alignment.objects.filter(child=OuterRef("pk"), parent__in=rows)
    found, following = by_id(rows.filter(~Exists(above)).only("pk"), paging)
    return [goal.pk for goal in found], following


def roots_then(
    period_ids: Sequence[UUID], paging: Paging, actor: Actor, instant: datetime
) -> tuple[list[UUID], str | None]:
    """The same as of an instant."""
    then = past.of_periods(period_ids, instant, actor)
    standing_under = {link.child_id for link in then.links if link.parent_id in then.visible}
    after = _uuid(read_cursor(paging.cursor, 1)[0]) if paging.cursor else UUID(int=0)
    rows = sorted(goal_id for goal_id in then.visible - standing_under if goal_id > after)
    return cut(rows[: paging.limit + 1], paging, lambda goal_id: [str(goal_id)])


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(_("This cursor is not one of ours. Begin without one."), field="cursor") from None


def grown_now(root_ids: Sequence[UUID], actor: Actor) -> Forest:
    """Everything below the roots. Six queries, whatever the depth."""
    ids = graph.below(root_ids)
    goals = {goal.pk: goal for goal in Goal.objects.visible_to(actor).filter(pk__in=ids)}
    rows = Alignment.objects.filter(parent__in=list(goals), child__deleted_at=None).order_by(
        "child__rank", "child_id"
    )
    owners = GoalOwner.objects.filter(goal__in=list(goals)).order_by("position").values_list("goal_id", "member_id")
    teams = GoalTeam.objects.filter(goal__in=list(goals)).order_by("position").values_list("goal_id", "team_id")
    return Forest(goals, _by_parent(rows.values(*COLUMNS)), set(goals), _lists(owners), _lists(teams))


def grown_then(root_ids: Sequence[UUID], actor: Actor, instant: datetime) -> Forest:
    """The same as of an instant: structure, owners, shares and numbers as they were."""
    then = past.below(root_ids, instant, actor)
    rows = [
        {
            "parent_id": link.parent_id,
            "child_id": link.child_id,
            "contribution": link.contribution,
            "contributes": link.contributes,
            "child__state": then.goals[link.child_id].state,
            "child__outcome_type": then.goals[link.child_id].outcome_type,
            "child__metric_kind": then.goals[link.child_id].metric_kind,
        }
        for link in then.links
    ]
    return Forest(
        goals={goal_id: then.goals[goal_id] for goal_id in then.visible},
        edges=_by_parent(rows),
        visible=then.visible,
        owners={goal_id: then.people_of(goal_id, "owners") for goal_id in then.visible},
        teams={goal_id: then.people_of(goal_id, "teams") for goal_id in then.visible},
    )


def _by_parent(rows: Iterable[dict[str, Any]]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["parent_id"], []).append(row)
    return found


def _lists(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for goal_id, other in pairs:
        found.setdefault(goal_id, []).append(other)
    return found


def trees(forest: Forest, root_ids: Iterable[UUID], day: date, time_zone: str) -> list[dict[str, Any]]:
    """The roots as TreeNodes. A goal under several parents stands under each, its children only the first time."""
    return _Planting(forest, day, time_zone).nodes(root_ids)


class _Planting:
    def __init__(self, forest: Forest, day: date, time_zone: str) -> None:
        self.forest, self.day, self.time_zone = forest, day, time_zone
        self.opened: set[UUID] = set()

    def nodes(self, root_ids: Iterable[UUID]) -> list[dict[str, Any]]:
        at_the_top = {"contribution": None, "is_fixed": False, "contributes": True}
        return [self._node(root_id, at_the_top, 1) for root_id in root_ids if root_id in self.forest.goals]

    def _node(self, goal_id: UUID, link: dict[str, Any], depth: int) -> dict[str, Any]:
        forest, goal = self.forest, self.forest.goals[goal_id]
        owners, teams = forest.owners.get(goal_id, []), forest.teams.get(goal_id, [])
        below = forest.edges.get(goal_id, [])
        seen = sum(row["child_id"] in forest.visible for row in below)
        is_cut = bool(seen) and (goal_id in self.opened or depth >= DEEPEST)
        self.opened.add(goal_id)
        return numbers(goal, self.day, self.time_zone) | {
            "entity": entity_shown(goal, owners, teams),
            "owners": owners,
            "teams": teams,
            "period": goal.period_id,
            "start": goal.start,
            "due": goal.due,
            **link,
            "hidden_children": len(below) - seen,
            "is_cut": is_cut,
            "children": [] if is_cut else self._children(below, depth + 1),
        }

    def _children(self, below: list[dict[str, Any]], depth: int) -> list[dict[str, Any]]:
        shares = roll_up.shares([child_of(row) for row in below])
        return [
            self._node(
                row["child_id"],
                {
                    "contribution": number(share),
                    "is_fixed": row["contribution"] is not None,
                    "contributes": row["contributes"],
                },
                depth,
            )
            for row, share in zip(below, shares, strict=True)
            if row["child_id"] in self.forest.visible
        ]
