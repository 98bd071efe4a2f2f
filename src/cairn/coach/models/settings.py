"""Which rules of the linter speak in this organisation (spec integrations §8.2)."""

from __future__ import annotations

from typing import Any

from django.db import models

from cairn.core.tenancy import TenantModel


class CoachSettings(TenantModel):
    """One row per organisation; without one every rule speaks and none refuses."""

    off: Any = models.JSONField(default=list)  # ids of rules that are switched off
    required: Any = models.JSONField(default=list)  # ids of rules that refuse to save what they find

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="coach_settings_once")]
