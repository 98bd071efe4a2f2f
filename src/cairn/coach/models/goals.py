"""What the coach keeps of a goal: the answers to the two questions, and where a number comes from (okrs §21.2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Goal
from cairn.organizations.models import Member


class Sufficiency(TenantModel):
    """Is every key result needed, and are all together enough? Holds while the key results stay as they were."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="sufficiency")
    necessary = models.BooleanField()
    sufficient = models.BooleanField()
    note = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)
    fingerprint = models.CharField(max_length=64)  # of the key results that were looked at

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal"], name="sufficiency_once")]


class Origin(models.TextChoices):
    HAND = "hand", _("Typed in by hand")
    SPREADSHEET = "spreadsheet", _("A spreadsheet")
    APP = "app", _("Another application")
    UNKNOWN = "unknown", _("Nobody knows yet")


class NumberSource(TenantModel):
    """Where the number of a key result will come from, as its people say."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="number_source")
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.UNKNOWN)
    place = models.CharField(max_length=200, blank=True)  # which sheet, which report

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal"], name="number_source_once")]
