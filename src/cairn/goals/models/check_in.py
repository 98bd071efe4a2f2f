"""The check-in: a dated value, status and note (spec okrs §7)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models.goal import Goal, value_field
from cairn.organizations.models import Member


class CheckInQuerySet(TenantQuerySet["CheckIn"]):
    def standing(self) -> CheckInQuerySet:
        """Check-ins that were not deleted."""
        return self.filter(deleted_at=None)

    def latest_first(self) -> CheckInQuerySet:
        """The current one first: by (date, id), so that editing an old one never makes it the current one."""
        return self.order_by("-at", "-id")


class CheckIn(TenantModel):
    class Source(models.TextChoices):
        PERSON = "person", _("Check-in")
        IMPORT = "import", _("Imported")
        DATA_SOURCE = "data_source", _("Data source")
        CARRIED = "carried", _("Carried over")
        PARTS = "parts", _("Tasks and milestones")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="check_ins")
    at = models.DateTimeField(default=clock.now)  # the instant it speaks of; may be back-dated
    value = value_field()
    progress = value_field()  # what the value meant when it was written
    status = models.CharField(max_length=12)  # as chosen
    confidence = models.PositiveSmallIntegerField(null=True)  # 0–10
    note = models.TextField(blank=True, max_length=10_000)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.PERSON)
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)  # of imported people whom nobody could match
    real_author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    overrides_rollup = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    external_id = models.CharField(max_length=80, blank=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(CheckInQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "goal", "-at"], name="check_in_goal"),
            models.Index(fields=["organization", "author", "at"], name="check_in_author"),
        ]
