"""When people are asked: rhythms, holidays, and how far the asking has come (spec okrs §15.2)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Goal
from cairn.notifications.rhythm.pattern import LAST, Every, Pattern
from cairn.organizations.models import Member, Team


class CheckInRhythm(TenantModel):
    """A rhythm that was set for a team, or for the organisation when `team` is empty."""

    class Frequency(models.TextChoices):
        WEEK = Every.WEEK.value, _("Every week")
        TWO_WEEKS = Every.TWO_WEEKS.value, _("Every two weeks")
        THREE_WEEKS = Every.THREE_WEEKS.value, _("Every three weeks")
        MONTH = Every.MONTH.value, _("Once a month")

    class Week(models.IntegerChoices):
        FIRST = 1, _("In the first week")
        SECOND = 2, _("In the second week")
        THIRD = 3, _("In the third week")
        FOURTH = 4, _("In the fourth week")
        LAST = LAST, _("In the last week")

    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(max_length=12, choices=Frequency.choices)
    weekdays: Any = models.JSONField()  # 0 (Monday) to 6
    at = models.TimeField()
    week = models.PositiveSmallIntegerField(choices=Week.choices, default=Week.FIRST)
    begins = models.DateField()  # a day of the week from which two or three weeks are counted
    skip_days = models.PositiveSmallIntegerField(default=0)
    teams_may_change = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "team"], name="check_in_rhythm_of_team"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(team=None), name="check_in_rhythm_of_organization"
            ),
        ]

    @property
    def pattern(self) -> Pattern:
        """The same for the pure modules."""
        weekdays = frozenset(int(day) for day in self.weekdays)
        return Pattern(Every(self.every), weekdays, self.at, int(self.week), self.begins, int(self.skip_days))


class Holiday(TenantModel):
    """A day on which the organisation asks nothing of anybody."""

    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["organization", "day"], name="holiday_once")]


class Watch(TenantModel):
    """Up to which instant the planner has looked for turns; one row per organisation."""

    seen_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="watch_once")]


class Turn(TenantModel):
    """A moment at which people are told: a day and a time of day in a zone. `cursor` is the last member served.

    It is worked off in parts, each with its messages in one transaction, so that a planner that dies goes on there.
    """

    day = models.DateField()
    at = models.TimeField()
    zone = models.CharField(max_length=60)
    instant = models.DateTimeField()
    cursor = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "day", "at", "zone"], name="turn_once")]
        indexes = [
            models.Index(fields=["organization", "instant"], condition=Q(done_at=None), name="turn_undone"),
        ]


class UsedLink(TenantModel):
    """A link of a letter with which somebody has checked in: each works once."""

    mark = models.UUIDField()  # of the link; the same in no other
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "mark"], name="used_link_once")]
