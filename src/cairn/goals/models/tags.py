"""Tags on goals (spec okrs §12)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal


class Tag(TenantModel):
    name = models.CharField(max_length=50)
    colour = models.CharField(max_length=20, blank=True)
    archived_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("organization", Lower("name"), name="tag_name_once")]

    def __str__(self) -> str:
        return self.name


class GoalTag(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="goal_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "tag"], name="goal_tag_once")]
        indexes = [models.Index(fields=["organization", "tag"], name="goal_tag_tag")]
