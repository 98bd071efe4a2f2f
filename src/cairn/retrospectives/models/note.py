"""What a team puts on the wall in its review: start, stop, continue, and what to celebrate (spec okrs §9.6)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.organizations.models import Member
from cairn.retrospectives.models.retrospective import Retrospective


class Note(TenantModel):
    class Column(models.TextChoices):
        START = "start", _("Start")
        STOP = "stop", _("Stop")
        CONTINUE = "continue", _("Continue")
        WIN = "win", _("Worth celebrating")

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    column = models.CharField(max_length=10, choices=Column.choices)
    text = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["organization", "retrospective"], name="retrospective_note")]
