"""A reminder that one person sends another about one goal (spec okrs §7)."""

from __future__ import annotations

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal
from cairn.organizations.models import Member


class Nudge(TenantModel):
    """`note` is between the two: it stands in no event and on no page but the receiver's."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="nudges")
    sender = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()  # the organisation's
    note = models.TextField(blank=True, max_length=1_000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "goal", "sender", "day"], name="nudge_once_a_day")
        ]
