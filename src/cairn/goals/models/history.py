"""What was: every structure and every number a goal ever had (architecture §3, "History from the first day")."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.db import models

from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models.check_in import CheckIn
from cairn.goals.models.goal import Goal, value_field
from cairn.planning.models import Period

M = TypeVar("M", bound=models.Model)


class ValidAtQuerySet(TenantQuerySet[M], Generic[M]):
    def valid_at(self, instant: datetime) -> Self:
        """The structure as it stood at an instant."""
        return self.filter(valid_from__lte=instant).filter(models.Q(valid_to=None) | models.Q(valid_to__gt=instant))


class GoalVersionQuerySet(ValidAtQuerySet["GoalVersion"]):
    pass


class GoalVersion(TenantModel):
    """The structure of a goal between two changes. The open row (valid_to null) is the present one.

    The columns are what a page at a past instant filters by; `structure` is everything (history.structure_of).
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    changed_by_id = models.UUIDField(null=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    entity = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    is_deleted = models.BooleanField(default=False)
    structure: Any = models.JSONField(default=dict)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(GoalVersionQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "number"], name="version_number_once")]
        indexes = [
            models.Index(fields=["organization", "goal", "valid_from"], name="version_goal"),
            models.Index(fields=["organization", "period", "entity", "valid_from"], name="version_page"),
        ]


class AlignmentVersionQuerySet(ValidAtQuerySet["AlignmentVersion"]):
    pass


class AlignmentVersion(TenantModel):
    """One edge of the graph as it was between two changes."""

    child = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    contribution = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    contributes = models.BooleanField(default=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(AlignmentVersionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "parent", "valid_from"], name="alignment_version_parent"),
            models.Index(fields=["organization", "child", "valid_from"], name="alignment_version_child"),
        ]


class ProgressPoint(TenantModel):
    """A number that changed: what pages showed from this instant on."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="points")
    at = models.DateTimeField()
    value = value_field()
    progress = value_field()
    on_track_from = models.DateField(null=True)
    behind_from = models.DateField(null=True)
    at_risk_from = models.DateField(null=True)
    check_in = models.ForeignKey(CheckIn, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organization", "goal", "at"], name="point_goal_at")]
