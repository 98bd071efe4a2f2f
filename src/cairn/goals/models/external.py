"""Where imported rows came from, so that a second import updates instead of doubling (integrations §7.4.4)."""

from __future__ import annotations

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal


class ExternalRef(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="external_refs")
    source = models.CharField(max_length=30)  # viva_goals, …
    external_id = models.CharField(max_length=120)
    run_id = models.UUIDField(null=True)  # the import that brought it
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "source", "external_id"], name="external_ref_once"),
        ]
        indexes = [models.Index(fields=["organization", "goal"], name="external_ref_goal")]
