"""What people settled about the KPI panel of a page (spec okrs §8.3); all the rest of it follows from the goals."""

from __future__ import annotations

from django.db import models

from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Entity, Goal
from cairn.organizations.models import Member, Team


class KpiTile(TenantModel):
    """One goal on the panel of one page. `team` or `member` says whose page it is; neither: the organisation's."""

    class Choice(models.TextChoices):
        """What was said of the goal. Nothing: it stands there by itself, and only its place was chosen."""

        NONE = ""
        ADDED = "added"
        REMOVED = "removed"

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    entity = models.CharField(max_length=12, choices=Entity.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True, default=Choice.NONE)
    position = models.PositiveIntegerField(null=True)  # none: behind all that have one

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "goal"],
                condition=models.Q(team=None, member=None),
                name="kpi_tile_once_company",
            ),
            models.UniqueConstraint(fields=["organization", "team", "goal"], name="kpi_tile_once_team"),
            models.UniqueConstraint(fields=["organization", "member", "goal"], name="kpi_tile_once_member"),
        ]
