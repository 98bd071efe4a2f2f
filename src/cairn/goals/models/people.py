"""Who owns a goal, whose teams it belongs to, who may see and who may edit it."""

from __future__ import annotations

from django.db import models

from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal
from cairn.organizations.models import Member, Team


class GoalOwner(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="ownerships")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="ownerships")
    position = models.PositiveSmallIntegerField(default=0)  # 0 = first owner

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "member"], name="goal_owner_once")]
        indexes = [models.Index(fields=["organization", "member"], name="goal_owner_member")]


class GoalTeam(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="team_links")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="goal_links")
    position = models.PositiveSmallIntegerField(default=0)  # 0 = primary team

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "team"], name="goal_team_once")]
        indexes = [models.Index(fields=["organization", "team"], name="goal_team_team")]


class GoalViewer(TenantModel):
    """A person who may see a private goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="viewer_links")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "member"], name="goal_viewer_once")]
        indexes = [models.Index(fields=["organization", "member"], name="goal_viewer_member")]


class GoalEditor(TenantModel):
    """A person who was granted the right to edit a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="editor_links")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    granted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "goal", "member"], name="goal_editor_once")]
        indexes = [models.Index(fields=["organization", "member"], name="goal_editor_member")]
