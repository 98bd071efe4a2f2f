"""Version rows: the structure of a goal and of its alignments, from the first write on (architecture §3)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from cairn.core import clock
from cairn.core.numbers import plain
from cairn.goals import flaws
from cairn.goals.models import Alignment, AlignmentVersion, Goal, GoalVersion
from cairn.goals.parties import parties_of
from cairn.organizations.actor import Actor

# What belongs to the structure. Numbers are ProgressPoints; housekeeping is neither.
STRUCTURE = (
    "kind", "title", "description", "entity", "nature", "scoring_guidance", "creator_id", "check_in_owner_id",
    "delegate_id", "delegated_until", "privacy", "only_listed_edit", "restricts_alignment", "period_id", "start",
    "due", "outcome_type", "metric_name", "metric_kind", "unit", "start_value", "target_value", "low", "high",
    "risk_threshold", "tolerance", "phases", "progress_mode", "automatic_mode", "status_rule",
    "new_children_contribute", "state", "score", "suggested_score", "closing_note", "closed_at", "deleted_at",
)  # fmt: skip
_PARTIES = ("owners", "teams", "viewers", "editors", "tags")


def structures_of(goals: Iterable[Goal]) -> dict[UUID, dict[str, Any]]:
    """Everything about each goal that is not a number, JSON-ready. One query for a thousand goals."""
    rows = {goal.pk: {name: _said(getattr(goal, name)) for name in STRUCTURE} for goal in goals}
    parties = parties_of(rows)
    for goal_id, row in rows.items():
        for name in _PARTIES:
            row[name] = [str(other_id) for other_id in getattr(parties, name).get(goal_id, ())]
    return {goal_id: json.loads(json.dumps(row, cls=DjangoJSONEncoder)) for goal_id, row in rows.items()}


def _said(value: Any) -> Any:
    """A number as people write it: 38 and 38.0000 are no difference."""
    return plain(value) if isinstance(value, Decimal) else value


def remember(goals: Iterable[Goal], *, by: Actor) -> None:
    """Closes the open version of each goal and opens a new one with its present structure and number."""
    rows = list(goals)
    if not rows:
        return
    flaws.changed(goal.pk for goal in rows)
    now = clock.now()
    GoalVersion.objects.filter(goal__in=rows, valid_to=None).update(valid_to=now)
    structures = structures_of(rows)
    GoalVersion.objects.bulk_create(
        [version_of(goal, structures[goal.pk], valid_from=now, by=by) for goal in rows], batch_size=500
    )


def version_of(goal: Goal, structure: dict[str, Any], *, valid_from: Any, by: Actor) -> GoalVersion:
    """An open version row of a goal, unsaved."""
    return GoalVersion(
        goal=goal,
        number=goal.version,
        valid_from=valid_from,
        changed_by_id=by.member_id,
        period_id=goal.period_id,
        entity=goal.entity,
        state=goal.state,
        is_deleted=goal.deleted_at is not None,
        structure=structure,
    )


def remember_alignment(link: Alignment) -> None:
    """Closes the open version of an edge and opens one with its present contribution."""
    forget_alignment(link)
    AlignmentVersion(
        child_id=link.child_id,
        parent_id=link.parent_id,
        contribution=link.contribution,
        contributes=link.contributes,
        valid_from=clock.now(),
    ).save(force_insert=True)


def forget_alignment(link: Alignment) -> None:
    """Closes the open version of an edge."""
    flaws.changed((link.child_id, link.parent_id))
    AlignmentVersion.objects.filter(child_id=link.child_id, parent_id=link.parent_id, valid_to=None).update(
        valid_to=clock.now()
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Field -> [old, new] of what differs between two structures; long texts are only named, not repeated."""
    return {
        name: [None, None] if name in {"description", "closing_note", "scoring_guidance"} else [before.get(name), now]
        for name, now in after.items()
        if before.get(name) != now
    }
