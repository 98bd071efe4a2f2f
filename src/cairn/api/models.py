"""Personal access tokens: a person's key to the API of one organisation (spec integrations §6.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.organizations.models import Member

PREFIX = "cairn_pat_"


class ApiTokenQuerySet(TenantQuerySet["ApiToken"]):
    def usable(self, moment: datetime) -> ApiTokenQuerySet:
        """Neither revoked nor expired at this moment."""
        return self.filter(revoked_at=None, expires_at__gt=moment)


class ApiToken(TenantModel):
    """The token itself is shown once and never kept; its SHA-256 digest is, and its last letters to tell it by."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64)
    ending = models.CharField(max_length=4)
    scopes: Any = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True)
    last_used_ip = models.GenericIPAddressField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(ApiTokenQuerySet)()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "digest"], name="api_token_once")]
        indexes = [
            models.Index(fields=["digest"], name="api_token_lookup"),
            models.Index(fields=["organization", "member"], name="api_token_member"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= clock.now()
