"""What a person chose: by kind and channel, and when to be left alone (spec okrs §15.1)."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.tenancy import TenantModel
from cairn.notifications.catalogue import How
from cairn.notifications.timing import Habits, Rhythm
from cairn.organizations.models import Member


class Preference(TenantModel):
    """A choice that differs from the catalogue's default."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    how = models.CharField(max_length=10, choices=[(how.value, how.value) for how in How])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "member", "kind", "channel"], name="preference_once"),
        ]


class Reachability(TenantModel):
    """When a person may be reached; one row per person, made when first changed."""

    class Digest(models.TextChoices):
        DAILY = Rhythm.DAILY.value, _("Every day")
        WEEKLY = Rhythm.WEEKLY.value, _("Once a week")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    no_mail = models.BooleanField(default=False)  # everything stays in the inbox, but for what must reach people
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.DAILY)
    digest_at = models.TimeField(default=time(8))
    digest_weekday = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "member"], name="reachability_once")]

    @property
    def habits(self) -> Habits:
        """The same for the pure module timing."""
        return Habits(
            self.quiet_from, self.quiet_until, Rhythm(self.digest), self.digest_at, int(self.digest_weekday)
        )
