"""What one person thinks of how a period went: their own, until they share it (spec okrs §9.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.organizations.models import Member
from cairn.retrospectives.models.retrospective import Retrospective

LONGEST = 10_000


class Sharing(models.TextChoices):
    PRIVATE = "private", _("Only I read it")
    MANAGER = "manager", _("My manager and I read it")
    EVERYONE = "everyone", _("Everybody in this review reads it")


class Reflection(TenantModel):
    """One per person and retrospective. Who reads it is decided by `policies.readable`, and by nothing else."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="reflections")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    succeeded = models.TextField(blank=True, max_length=LONGEST)
    struggled = models.TextField(blank=True, max_length=LONGEST)
    lessons = models.TextField(blank=True, max_length=LONGEST)
    sharing = models.CharField(max_length=10, choices=Sharing.choices, default=Sharing.PRIVATE)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "retrospective", "author"], name="reflection_once"),
            models.CheckConstraint(
                condition=Q(sharing__in=["private", "manager", "everyone"]), name="reflection_sharing_known"
            ),
        ]
        indexes = [models.Index(fields=["organization", "author"], name="reflection_author")]
