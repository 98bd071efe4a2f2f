"""The look back of one page at one period (spec okrs §9.6)."""

from __future__ import annotations

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Entity
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period


class Retrospective(TenantModel):
    """One per page and period; `page` is the page's name as a key ("team:0190…"), so that there is only one."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    entity = models.CharField(max_length=12, choices=Entity.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    reviewed_at = models.DateTimeField(null=True)  # when the team had talked about it
    reviewed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "period", "page"], name="retrospective_once"),
        ]
