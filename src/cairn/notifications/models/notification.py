"""What a person is told, and how it reaches them (spec okrs §15, integrations §2.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Goal
from cairn.goals.models.goal import Eyes, visible
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member


class NotificationQuerySet(TenantQuerySet["Notification"]):
    def of(self, actor: Actor | Eyes, now: datetime | None = None) -> NotificationQuerySet:
        """What this person was told by now and may still know: a goal that was hidden takes its news along."""
        known = Q(goal=None) | visible(actor, "goal"), Q(child=None) | visible(actor, "child")
        return self.filter(*known, recipient_id=actor.member_id, at__lte=now or clock.now())

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None, done_at=None)

    def undone(self) -> NotificationQuerySet:
        return self.filter(done_at=None)


class Notification(TenantModel):
    """One thing one person was told: a row of the inbox. `facts` holds ids, numbers, dates and names, no prose."""

    recipient = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)  # a name of catalogue.CATALOGUE
    key = models.CharField(max_length=120)  # what makes it the same thing told again
    actor = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="+")  # the other one it names
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    facts: Any = models.JSONField(default=dict)
    owes = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(NotificationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "key", "recipient"], name="notification_once"),
        ]
        indexes = [
            models.Index(fields=["organization", "recipient", "-at"], name="notification_inbox"),
            models.Index(
                fields=["organization", "recipient"],
                condition=Q(read_at=None, done_at=None),
                name="notification_unread",
            ),
            models.Index(fields=["organization", "kind", "at"], name="notification_kind"),
            models.Index(fields=["organization", "goal"], name="notification_goal"),
        ]

    @property
    def is_read(self) -> bool:
        return self.read_at is not None or self.done_at is not None


class Delivery(TenantModel):
    """One notification on its way through one channel. Claimed, handed over, marked: each a short transaction.

    `bundle` is empty for a letter of its own; rows of one person with the same bundle go out as one digest.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not needed any more")
        FAILED = "failed", _("Could not be sent")

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=20)
    bundle = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "notification", "channel"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["organization", "due_at"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="delivery_due",
            ),
            models.Index(fields=["organization", "recipient", "bundle"], name="delivery_bundle"),
            models.Index(fields=["organization", "claim"], name="delivery_claim"),
        ]
