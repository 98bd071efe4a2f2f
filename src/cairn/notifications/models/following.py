"""Whom and what a person follows, and summaries that somebody shared (spec okrs §15.3, §20)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Goal
from cairn.notifications.following import SUMMARY_AT, SUMMARY_WEEKDAY, Cadence, Target
from cairn.organizations.models import Member, Team


class Follow(TenantModel):
    """A choice that differs from what a person follows by itself (following.by_itself): on or off, and how often.

    The organisation is followed with neither team nor person nor goal.
    """

    class Cadence(models.TextChoices):
        NEVER = Cadence.NEVER.value, _("No summary")
        DAILY = Cadence.DAILY.value, _("Every working day")
        WEEKLY = Cadence.WEEKLY.value, _("Once a week")
        MONTHLY = Cadence.MONTHLY.value, _("Once a month")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follows")
    target = models.CharField(max_length=12, choices=[(t.value, t.value) for t in Target])
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="followers")
    is_on = models.BooleanField(default=True)
    cadence = models.CharField(max_length=10, choices=Cadence.choices, default=Cadence.WEEKLY)
    weekday = models.PositiveSmallIntegerField(default=SUMMARY_WEEKDAY)  # monthly: the first such day of the month
    at = models.TimeField(default=SUMMARY_AT)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "member"], condition=Q(target="organization"), name="follow_company_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "member", "team"], condition=Q(target="team"), name="follow_team_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "member", "person"],
                condition=Q(target="individual"),
                name="follow_person_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "member", "goal"], condition=Q(target="goal"), name="follow_goal_once"
            ),
            models.CheckConstraint(
                condition=Q(target="organization", team=None, person=None, goal=None)
                | Q(target="team", team__isnull=False, person=None, goal=None)
                | Q(target="individual", team=None, person__isnull=False, goal=None)
                | Q(target="goal", team=None, person=None, goal__isnull=False),
                name="follow_has_one_target",
            ),
        ]
        indexes = [models.Index(fields=["organization", "goal"], name="follow_goal")]


class SharedSummary(TenantModel):
    """A summary that somebody sent round, with the note that went with it (okrs §15.3). Kept for its letters."""

    entity = models.CharField(max_length=12)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True, max_length=4000)
    days = models.PositiveSmallIntegerField(null=True)  # changes of the last so many days; null: none
    to: Any = models.JSONField(default=list)  # ids of those it went to
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "author", "at"], name="shared_summary_author")]
