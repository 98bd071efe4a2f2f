"""Goals as the API shows them: a constant number of queries for any number of goals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.api.queries.links import Links, links_around
from cairn.api.shapes.values import number
from cairn.core import clock, tenancy
from cairn.goals import progress
from cairn.goals.measuring import outcome_of, status_of
from cairn.goals.models import Entity, Goal
from cairn.goals.outcome import Outcome
from cairn.goals.parties import Parties, parties_of
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

_AS_THEY_ARE = (
    "description", "delegated_until", "start", "due", "nature", "scoring_guidance", "progress_mode", "status_rule",
    "new_children_contribute", "privacy", "restricts_alignment", "only_listed_edit", "closed_at", "closing_note",
    "reopened_at", "carry_over_count", "checked_in_at", "created_at", "updated_at", "version",
)  # fmt: skip


def present(goals: Iterable[Goal], *, to: Actor, organization: Organization) -> list[dict[str, Any]]:
    """Each goal in the shape of GoalOut, in the order given, with nothing in it that the actor may not see."""
    rows = list(goals)
    around = _Around.of(rows, to)
    day = clock.today(organization.time_zone)
    return [_goal(goal, around, day, organization.time_zone) for goal in rows]


def numbers(goal: Goal, day: date, time_zone: str) -> dict[str, Any]:
    """Where a goal stands on a day, in the shape of NumbersOut; an ended one as on the day it ended."""
    outcome = outcome_of(goal)
    reckoned = goal.closed_at.astimezone(ZoneInfo(time_zone)).date() if goal.closed_at else day
    aim = progress.expected(outcome, goal.start, goal.due, reckoned) if outcome.is_scaled else None
    return {
        "id": goal.pk,
        "kind": goal.kind,
        "title": goal.title,
        "current": number(_standing_at(goal, outcome)),
        "progress": number(goal.progress),
        "display_progress": None if goal.progress is None else number(progress.bar(goal.progress)),
        "expected": number(aim),
        "status": status_of(goal, day).value,
        "score": number(goal.score),
    }


def _standing_at(goal: Goal, outcome: Outcome) -> Any:
    """Before anything is recorded, a scaled goal stands at its start (spec okrs §4.2)."""
    return goal.current_value if goal.current_value is not None or not outcome.is_scaled else outcome.start


def outcome_shown(goal: Goal) -> dict[str, Any]:
    """The goal's outcome in the shape of OutcomeOut."""
    outcome = outcome_of(goal)
    return {
        "type": outcome.type.value,
        "kind": outcome.kind.value if outcome.kind else None,
        "name": goal.metric_name,
        "unit": outcome.unit,
        "start": number(outcome.start) if outcome.is_scaled else None,
        "target": number(outcome.target),
        "low": number(outcome.low),
        "high": number(outcome.high),
        "risk": number(outcome.risk),
        "tolerance": number(outcome.tolerance),
        "phases": [{"date": phase.date, "value": number(phase.value)} for phase in outcome.phases],
    }


@dataclass(frozen=True)
class _Around:
    """Everything that stands in other tables, by goal."""

    parties: Parties
    links: Links

    @classmethod
    def of(cls, goals: Sequence[Goal], actor: Actor) -> _Around:
        return cls(parties_of(goal.pk for goal in goals), links_around(goals, actor))


def _goal(goal: Goal, around: _Around, day: date, time_zone: str) -> dict[str, Any]:
    parties = around.parties
    owners, teams = parties.owners.get(goal.pk, []), parties.teams.get(goal.pk, [])
    source = goal.carried_over_from_id
    return numbers(goal, day, time_zone) | {
        **{name: getattr(goal, name) for name in _AS_THEY_ARE},
        "entity": entity_shown(goal, owners, teams),
        "teams": teams,
        "owners": owners,
        "creator": goal.creator_id,
        "check_in_owner": goal.check_in_owner_id,
        "delegate": goal.delegate_id,
        "period": goal.period_id,
        "outcome": outcome_shown(goal),
        "viewers": parties.viewers.get(goal.pk, []) if goal.is_private else None,
        "editors": parties.editors.get(goal.pk, []),
        "tags": sorted(parties.tag_names.get(goal.pk, [])),
        "parents": around.links.parents.get(goal.pk, []),
        "children": around.links.children.get(goal.pk, []),
        "hidden_children": around.links.hidden.get(goal.pk, 0),
        "suggested_score": number(goal.suggested_score),
        "carried_over_from": source if source in around.links.visible else None,
    }


def entity_shown(goal: Goal, owners: list[UUID], teams: list[UUID]) -> dict[str, Any]:
    """Whose page the goal stands on, in the shape of EntityOut."""
    if goal.entity == Entity.ORGANIZATION:
        return {"type": goal.entity, "id": tenancy.current_id()}
    return {"type": goal.entity, "id": next(iter(teams if goal.entity == Entity.TEAM else owners), None)}
