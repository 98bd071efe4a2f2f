"""Who answers an objective: which of its key results a team has taken up, and which nobody has (spec okrs §8.1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.goals.models import Alignment, Entity, Goal, GoalKind, GoalSettings
from cairn.goals.models.goal import visible
from cairn.goals.queries.rows import Row, rows
from cairn.goals.recompute import settings_row
from cairn.goals.ties import ties
from cairn.organizations.actor import Actor
from cairn.organizations.models import Team


@dataclass(frozen=True)
class Answer:
    """What a team has written for a key result."""

    id: UUID
    title: str
    team: str


@dataclass(frozen=True)
class Asked:
    """One key result: its row, what teams answer it with, and the team that has taken it over whole."""

    row: Row
    answers: tuple[Answer, ...]
    held_by: str

    @property
    def is_answered(self) -> bool:
        return bool(self.answers or self.held_by)


@dataclass(frozen=True)
class Cascade:
    """The key results of an objective, and the teams that may be asked. Only where both kinds are interchangeable
    can a team take a key result over whole.
    """

    asked: tuple[Asked, ...]
    teams: tuple[Team, ...]
    is_interchangeable: bool

    @property
    def unanswered(self) -> int:
        return sum(not each.is_answered for each in self.asked)


def cascade_of(goal: Goal, actor: Actor, day: date) -> Cascade:
    """The cascade of an objective as `actor` sees it. Constant queries."""
    settings = settings_row()
    key_results = list(
        Goal.objects.visible_to(actor)
        .filter(parent_links__parent=goal, kind=GoalKind.KEY_RESULT)
        .select_related("period")
        .order_by("rank", "pk")
    )
    answers = _answers([row.pk for row in key_results], actor)
    teams = ties(key_results, actor).teams
    own = {team_id for team_id, _name in ties([goal], actor).teams.get(goal.pk, ())}
    shown = rows(key_results, actor, day, settings=settings)
    return Cascade(
        asked=tuple(
            Asked(row, tuple(answers[row.id]), _held_by(key_result, teams.get(row.id, []), own))
            for row, key_result in zip(shown, key_results, strict=True)
        ),
        teams=tuple(Team.objects.open().exclude(pk__in=own).order_by("name", "pk")),
        is_interchangeable=settings.okr_model == GoalSettings.Model.INTERCHANGEABLE,
    )


def may_stand_below() -> bool:
    """Whether the OKR model lets objectives stand under key results (spec okrs §4.1)."""
    settings = settings_row()
    interchangeable = settings.okr_model == GoalSettings.Model.INTERCHANGEABLE
    return interchangeable or settings.objectives_under_key_results


def _answers(key_result_ids: list[UUID], actor: Actor) -> dict[UUID, list[Answer]]:
    """By key result what teams have aligned to it, the teams named."""
    links = list(
        Alignment.objects.filter(parent__in=key_result_ids, child__deleted_at=None, child__entity=Entity.TEAM)
        .filter(visible(actor, "child"))
        .select_related("child")
        .order_by("child__rank", "child_id")
    )
    teams = ties([link.child for link in links], actor).teams
    found: dict[UUID, list[Answer]] = defaultdict(list)
    for link in links:
        names = ", ".join(name for _team_id, name in teams.get(link.child_id, []))
        found[link.parent_id].append(Answer(link.child_id, link.child.title, names))
    return found


def _held_by(key_result: Goal, teams: list[tuple[UUID, str]], own: set[UUID]) -> str:
    """The teams that have taken the key result over whole, beside those of the objective itself."""
    if key_result.entity != Entity.TEAM:
        return ""
    return ", ".join(name for team_id, name in teams if team_id not in own)
