"""The numbers that moved because of a write, as far as the actor may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cairn.api.queries.rows import numbers
from cairn.core import clock
from cairn.goals.models import Goal
from cairn.goals.recompute import Change
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization


def moved(changes: Iterable[Change], *, but: UUID, to: Actor, organization: Organization) -> list[dict[str, Any]]:
    """The new numbers of every changed goal except the written one, nearest first, in the shape of NumbersOut."""
    goals = [change.goal for change in changes if change.goal.pk != but]
    if not goals:
        return []
    visible = set(Goal.objects.visible_to(to).filter(pk__in=[goal.pk for goal in goals]).values_list("pk", flat=True))
    day = clock.today(organization.time_zone)
    return [numbers(goal, day, organization.time_zone) for goal in goals if goal.pk in visible]
