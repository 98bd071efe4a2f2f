"""One edge of the goal graph: the child contributes to the parent (spec okrs §5.5, §8.1)."""

from __future__ import annotations

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal


class Alignment(TenantModel):
    """`contribution` is a fixed share in percent, or null for an equal part of what is left."""

    child = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="child_links")
    contribution = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    contributes = models.BooleanField(default=True)  # False: aligned, but does not count
    position = models.PositiveSmallIntegerField(default=0)  # 0 = the child's primary parent
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "child", "parent"], name="alignment_once"),
            models.CheckConstraint(condition=~models.Q(child=models.F("parent")), name="alignment_not_to_itself"),
            models.CheckConstraint(
                condition=models.Q(contribution=None) | models.Q(contribution__gte=0, contribution__lte=100),
                name="alignment_contribution_range",
            ),
        ]
        indexes = [models.Index(fields=["organization", "parent"], name="alignment_parent")]

    @property
    def is_fixed(self) -> bool:
        return self.contribution is not None
