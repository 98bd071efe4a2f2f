"""Where the goals of one page and period stand between planning and approval (spec okrs §14)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Entity
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period


class Stage(models.TextChoices):
    PLANNING = "planning", _("Planning")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Approved")
    CLOSED = "closed", _("Closed")


class Approval(TenantModel):
    """The stage of one page of goals in one period. Without a row it is being planned.

    `team` or `member` says whose page it is; neither: the organisation's.
    """

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    entity = models.CharField(max_length=12, choices=Entity.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNING)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "period"],
                condition=models.Q(team=None, member=None),
                name="approval_once_company",
            ),
            models.UniqueConstraint(fields=["organization", "period", "team"], name="approval_once_team"),
            models.UniqueConstraint(fields=["organization", "period", "member"], name="approval_once_member"),
        ]
        indexes = [models.Index(fields=["organization", "stage"], name="approval_stage")]


class ApprovalStep(TenantModel):
    """One change of stage, with what was said about it."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(max_length=10, choices=Stage.choices)
    after = models.CharField(max_length=10, choices=Stage.choices)
    comment = models.TextField(blank=True, max_length=2_000)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    real_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "approval", "at"], name="approval_step_at")]
