"""Ways into an organisation: invitations and requests (spec okrs §2.1, §2.3)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.organizations.models.member import Member


class Invitation(TenantModel):
    """A letter to one address. The pending member it is for exists already, so that OKRs can name it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        CANCELLED = "cancelled", _("Cancelled")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64)  # SHA-256 of the token in the letter
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "token_digest"], name="invitation_token")]
        indexes = [models.Index(fields=["token_digest"], name="invitation_lookup")]


class JoinRequest(TenantModel):
    """A person asks to be let in."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.TextField(blank=True, max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at: Any = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=models.Q(state="open"),
                name="join_request_open_once",
            ),
        ]
