"""A named step of a project with a weight (spec okrs §11.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor


class MilestoneQuerySet(TenantQuerySet["Milestone"]):
    def standing(self) -> MilestoneQuerySet:
        """Milestones that were not removed."""
        return self.filter(deleted_at=None)

    def visible_to(self, actor: Actor) -> MilestoneQuerySet:
        """Standing milestones of projects that this person may know of."""
        return self.standing().filter(goal__in=Goal.objects.visible_to(actor).order_by().values("pk"))

    def in_order(self) -> MilestoneQuerySet:
        """By their days, those without one last, as they were added."""
        return self.order_by(models.F("due").asc(nulls_last=True), "created_at", "pk")


class Milestone(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("name"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2, default=Decimal(1))
    reached_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    deleted_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(MilestoneQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organization", "goal", "due"], name="milestone_goal")]
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1000), name="milestone_weight_range")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_reached(self) -> bool:
        return self.reached_at is not None
