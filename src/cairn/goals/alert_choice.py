"""Which health alerts somebody wants to see (spec okrs §6.7); the organisation's switch stands above it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.organizations.actor import Actor

KEY = "health_alerts"


class AlertChoice(models.TextChoices):
    ALL = "all", _("On everything I see")
    MINE = "mine", _("Only on what I own")
    NONE = "none", _("Nowhere")


def choice_of(actor: Actor) -> AlertChoice:
    """What this person chose; everything as long as nothing was chosen."""
    kept = actor.member.preferences.get(KEY) if actor.member else None
    return AlertChoice(kept) if kept in AlertChoice.values else AlertChoice.ALL
