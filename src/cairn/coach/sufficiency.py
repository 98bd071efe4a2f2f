"""Whether the answers about the key results of an objective still hold: a fingerprint of what was looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from cairn.coach.models import Sufficiency
from cairn.goals.models import Goal, GoalKind

_LOOKED_AT = ("pk", "title", "outcome_type", "metric_kind", "unit", "start_value", "target_value", "low", "high")


def fingerprint_of(goal: Goal) -> str:
    """Of the standing key results of an objective, with what they measure; "" when it has none."""
    rows = Goal.objects.standing().filter(kind=GoalKind.KEY_RESULT, parent_links__parent=goal)
    return fingerprint(rows.order_by("pk").values_list(*_LOOKED_AT))


def fingerprint(rows: Iterable[tuple[Any, ...]]) -> str:
    """The same for rows of what was looked at, in the order of their ids."""
    text = "\n".join("|".join("" if each is None else str(each) for each in row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def holds(row: Sufficiency, now: str) -> bool:
    """Whether the answers are about the key results as they are now."""
    return row.fingerprint == now
