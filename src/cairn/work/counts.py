"""How much of projects is done: what goals remember, counted from the rows (spec okrs §11.2).

Cancelled tasks leave the denominator; milestones count with their weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from cairn.goals.parts import Parts
from cairn.work.models import Milestone, Task, TaskStatus

_NOTHING = Decimal(0)


def of_tasks(**only: Any) -> Mapping[UUID, Parts]:
    """By project how many tasks are done out of all that were not cancelled."""
    counted = Task.objects.standing().filter(**only).exclude(status=TaskStatus.CANCELLED).order_by().values("goal_id")
    rows = counted.annotate(done=Count("pk", filter=Q(status=TaskStatus.DONE)), whole=Count("pk"))
    return {row["goal_id"]: Parts(Decimal(row["done"]), Decimal(row["whole"])) for row in rows}


def of_milestones(**only: Any) -> Mapping[UUID, Parts]:
    """By project the weight of the milestones that are reached out of the weight of all."""
    counted = Milestone.objects.standing().filter(**only).order_by().values("goal_id")
    reached = Sum("weight", filter=Q(reached_at__isnull=False))
    rows = counted.annotate(done=Coalesce(reached, _NOTHING), whole=Sum("weight"))
    return {row["goal_id"]: Parts(Decimal(row["done"]), Decimal(row["whole"])) for row in rows}
