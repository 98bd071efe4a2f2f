"""Whose a copy is and on which page it stands: people, teams, viewers, tags and rank (spec okrs §10.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from cairn.goals import policies
from cairn.goals.actions.copy_plan import Copying
from cairn.goals.actions.create import RANK_STEP
from cairn.goals.models import Entity, Goal, GoalOwner, GoalTag, GoalTeam, GoalViewer
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor

_BATCH = 500


class Places:
    """On which page a copy stands and where there: at the end of it, in the order of the sources."""

    def __init__(self, by: Actor) -> None:
        self.by, self.settings = by, settings_row()
        self.last: dict[tuple[UUID, str], int] = {}
        self.allowed: dict[tuple[str, frozenset[UUID]], bool] = {}

    def put(self, copy: Goal, team_ids: list[UUID], how: Copying) -> None:
        """On the same page, or on the one that was asked for, if the actor may create there; else it becomes an
        individual goal (spec okrs §10.1)."""
        if how.page is not None:
            copy.entity, target = how.page
            team_ids = [target] if copy.entity == Entity.TEAM and target else []
        key = copy.entity, frozenset(team_ids)
        if key not in self.allowed:
            self.allowed[key] = policies.can_create(self.by, copy.entity, team_ids, self.settings)
        if not self.allowed[key]:
            copy.entity = Entity.INDIVIDUAL
        copy.rank = self._next_rank(how.period.pk, copy.entity)

    def _next_rank(self, period_id: UUID, entity: str) -> int:
        key = period_id, entity
        if key not in self.last:
            rows = Goal.objects.filter(period_id=period_id, entity=entity)
            self.last[key] = rows.aggregate(last=Max("rank"))["last"] or 0
        self.last[key] += RANK_STEP
        return self.last[key]


class People:
    """Owners, teams, viewers and tags of the sources, read once."""

    def __init__(self, sources: Sequence[Goal]) -> None:
        ids = [source.pk for source in sources]
        self.owners = _grouped(GoalOwner.objects.filter(goal_id__in=ids).order_by("position"), "member_id")
        self.viewers = _grouped(GoalViewer.objects.filter(goal_id__in=ids).order_by("pk"), "member_id")
        self.tags = _grouped(GoalTag.objects.filter(goal_id__in=ids).order_by("pk"), "tag_id")
        self.teams: dict[UUID, list[tuple[UUID, bool]]] = {}
        rows = GoalTeam.objects.filter(goal_id__in=ids).order_by("position")
        for goal_id, team_id, archived_at in rows.values_list("goal_id", "team_id", "team__archived_at"):
            self.teams.setdefault(goal_id, []).append((team_id, archived_at is None))

    def give(self, made: Mapping[UUID, Goal], plans: Mapping[UUID, Copying]) -> None:
        """Gives the copies the people, teams and tags of their sources."""
        rows: dict[Any, list[Any]] = {GoalOwner: [], GoalTeam: [], GoalViewer: [], GoalTag: []}
        for source_id, copy in made.items():
            owners, teams = self._of(source_id, copy, plans[source_id])
            rows[GoalOwner] += [GoalOwner(goal=copy, member_id=m, position=i) for i, m in enumerate(owners)]
            rows[GoalTeam] += [GoalTeam(goal=copy, team_id=t, position=i) for i, t in enumerate(teams)]
            rows[GoalViewer] += [GoalViewer(goal=copy, member_id=m) for m in self.viewers.get(source_id, [])]
            rows[GoalTag] += [GoalTag(goal=copy, tag_id=t) for t in self.tags.get(source_id, [])]
        for model, links in rows.items():
            model.objects.bulk_create(links, batch_size=_BATCH)

    def _of(self, source_id: UUID, copy: Goal, how: Copying) -> tuple[list[UUID], list[UUID]]:
        owners = [how.owner_id] if how.owner_id is not None else self.owners.get(source_id, [])
        teams = [team_id for team_id, is_live in self.teams.get(source_id, []) if is_live]
        if how.page is not None:
            entity, target = how.page
            teams = [target] if entity == Entity.TEAM and target else []
            if entity == Entity.INDIVIDUAL and target and how.owner_id is None:
                owners = [target]
        return owners, teams if copy.entity == Entity.TEAM else []


def _grouped(rows: QuerySet[Any], other: str) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for goal_id, other_id in rows.values_list("goal_id", other):
        found.setdefault(goal_id, []).append(other_id)
    return found
