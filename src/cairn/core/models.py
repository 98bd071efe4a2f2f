"""Tables that know no domain: what happened, what is still to be delivered, long work, keys and limits."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel


class Event(TenantModel):
    """One thing that happened. Append-only: rows are never changed (design §4, "what happened").

    `data` holds ids, numbers and changed field names with old and new values; never private people text.
    """

    kind = models.CharField(max_length=60)  # noun.verbed, declared in an app's events.py
    at = models.DateTimeField(default=clock.now)
    actor_id = models.UUIDField(null=True)  # the member it is said of; null = Cairn itself
    real_actor_id = models.UUIDField(null=True)  # the admin who worked on behalf, if any
    via = models.CharField(max_length=20)  # web, api, cli, import, system …
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "subject_id", "at"], name="event_subject"),
            models.Index(fields=["organization", "at"], name="event_at"),
        ]


class PendingEvent(TenantModel):
    """The outbox: an event whose subscribers have not all been served. Written in the event's transaction."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="pending")
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "retry_at"], name="pending_retry")]


class EventReceipt(TenantModel):
    """A subscriber has handled an event: what makes delivery idempotent."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="receipts")
    subscriber = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "event", "subscriber"], name="receipt_once"),
        ]


class EventSeal(TenantModel):
    """One link of the organisation's hash chain over its events; `cairn verify` walks it."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    position = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "position"], name="seal_position"),
        ]


class Run(TenantModel):
    """Long work in the background: its progress, and its report when it has ended."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    started_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    input: Any = models.JSONField(default=dict)
    report: Any = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)  # how it ended, for people

    class Meta:
        indexes = [models.Index(fields=["organization", "kind", "created_at"], name="run_kind")]

    @property
    def percent(self) -> int:
        """0–100, for the progress bar."""
        return 100 if self.state == self.State.DONE else (100 * self.done // self.total if self.total else 0)


class IdempotencyKey(TenantModel):
    """The answer that a mutating request with this key got; the same key gets the same answer again."""

    key = models.CharField(max_length=80)
    actor_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)  # method, path and body, so that a reused key is noticed
    status = models.PositiveSmallIntegerField(null=True)
    headers: Any = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "actor_id", "key"], name="idempotency_key_once"),
        ]
        indexes = [models.Index(fields=["organization", "created_at"], name="idempotency_age")]


class RateWindow(models.Model):
    """How often something was tried in the present window. Global, because sign-in has no organisation."""

    bucket = models.CharField(max_length=200, primary_key=True)
    started_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
