"""What the coach says on the page of one goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cairn.coach.models import NumberSource, Sufficiency
from cairn.coach.queries.advice import Part, Remark, findings_on, parts_of, remarks, titles_of
from cairn.coach.sufficiency import fingerprint_of, holds
from cairn.goals import policies
from cairn.goals.models import Goal, GoalKind
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization


@dataclass(frozen=True)
class Answered:
    """The two questions as they were answered last. `holds` is False once the key results have changed."""

    row: Sufficiency
    holds: bool

    @property
    def is_badge(self) -> bool:
        """Whether the objective may carry the badge."""
        return self.holds and self.row.necessary and self.row.sufficient


@dataclass(frozen=True)
class GoalAdvice:
    """`score` and `parts` are an objective's; a key result has remarks only."""

    remarks: list[Remark]
    score: Decimal | None
    parts: list[Part]
    answered: Answered | None
    asks: bool  # whether the two questions make sense: an objective with key results
    source: NumberSource | None
    is_key_result: bool
    can_edit: bool


def goal_advice(goal: Goal, actor: Actor, organization: Organization, day: date) -> GoalAdvice:
    """The advice on a goal that the actor may see."""
    seen = Goal.objects.visible_to(actor)
    is_objective = goal.kind == GoalKind.OBJECTIVE
    report, found = findings_on(goal, seen, organization, day) if goal.kind != GoalKind.PROJECT else (None, [])
    titles = titles_of({each.about for each in found if each.about != goal.pk}, seen)
    now = fingerprint_of(goal) if is_objective else ""
    row = Sufficiency.objects.filter(goal=goal).select_related("by").first() if is_objective else None
    is_key_result = goal.kind == GoalKind.KEY_RESULT
    return GoalAdvice(
        remarks=remarks(found, titles),
        score=report.score if report and is_objective else None,
        parts=parts_of(report) if report and is_objective else [],
        answered=Answered(row, holds(row, now)) if row else None,
        asks=bool(now),
        source=NumberSource.objects.filter(goal=goal).first() if is_key_result else None,
        is_key_result=is_key_result,
        can_edit=goal.is_open and policies.can(actor, Act.EDIT, goal),
    )
