"""Whether a page holds more objectives than people can keep in mind (spec okrs §4.3: guidance only)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cairn.goals.alert_choice import AlertChoice, choice_of
from cairn.goals.models import GoalKind, GoalSettings
from cairn.goals.queries.rows import Row
from cairn.organizations.actor import Actor

MOST_OBJECTIVES = 5


def too_many_objectives(items: Iterable[Any], actor: Actor, settings: GoalSettings) -> int:
    """How many open objectives stand at the top of the tree, where that is more than five; else 0. No query.

    0 also where the organisation or this person wants no alerts. One that hangs under another of the same page is a
    step on its way and not one more.
    """
    if not settings.health_alerts or choice_of(actor) == AlertChoice.NONE:
        return 0
    tops = [item for item in items if isinstance(item, Row) and item.level == 1]
    count = sum(row.kind == GoalKind.OBJECTIVE and row.is_open for row in tops)
    return count if count > MOST_OBJECTIVES else 0
