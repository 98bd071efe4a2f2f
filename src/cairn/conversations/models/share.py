"""A goal that somebody pointed others to (spec okrs §15.3, §20)."""

from __future__ import annotations

from typing import Any

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Goal
from cairn.organizations.models import Member


class Share(TenantModel):
    """Who showed which goal to whom, with what words. The event names only the ids."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="shares")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(max_length=2_000, blank=True)
    to: Any = models.JSONField(default=list)  # member ids
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "goal", "-at"], name="share_goal")]
