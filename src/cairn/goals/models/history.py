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
        return self.filter(_validity(instant))

    def valid_at_either(self, earlier: datetime, later: datetime) -> Self:
        """The structure as it stood at one of two instants; what did not change between them comes once."""
        # The first condition is for the index: PostgreSQL does not read it out of the others.
        return self.filter(valid_from__lte=later).filter(_validity(earlier) | _validity(later))


def _validity(instant: datetime) -> models.Q:
    return models.Q(models.Q(valid_to=None) | models.Q(valid_to__gt=instant), valid_from__lte=instant)


class Dated(models.Model):
    """A row that held from one change to the next."""

    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def stood_at(self, instant: datetime) -> bool:
        """Whether it held at an instant; valid_at in Python."""
        return self.valid_from <= instant and (self.valid_to is None or self.valid_to > instant)


class GoalVersionQuerySet(ValidAtQuerySet["GoalVersion"]):
    pass


class GoalVersion(Dated, TenantModel):
    """The structure of a goal between two changes. The open row (valid_to null) is the present one.

    The columns are what a page at a past instant filters by; `structure` is everything (history.structure_of).
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
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


class AlignmentVersion(Dated, TenantModel):
    """One edge of the graph as it was between two changes."""

    child = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    contribution = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    contributes = models.BooleanField(default=True)

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
