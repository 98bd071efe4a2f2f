"""Several goals that were ticked, and what they could be aligned to."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from cairn.goals.models import Goal, GoalKind
from cairn.organizations.actor import Actor

MOST = 200


def ticked(goal_ids: Sequence[UUID], actor: Actor) -> list[Goal]:
    """Those this person may know of, in the order of the list."""
    found = Goal.objects.visible_to(actor).filter(pk__in=list(goal_ids)[:MOST]).select_related("period")
    return list(found.order_by("rank", "pk"))


def parents_for(goals: Sequence[Goal], actor: Actor) -> list[tuple[str, str]]:
    """Open objectives that are not among them and last at least as long as one of them."""
    if not goals:
        return []
    rows = Goal.objects.visible_to(actor).open().filter(kind=GoalKind.OBJECTIVE)
    rows = rows.filter(start__lte=max(goal.start for goal in goals), due__gte=min(goal.due for goal in goals))
    rows = rows.exclude(pk__in=[goal.pk for goal in goals]).select_related("period").order_by("-due", "title")
    return [(str(row.pk), f"{row.title} ({row.period.name})") for row in rows[:MOST]]
