"""The organisation: the wall around everything else (spec okrs §2.1)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.ids import new_id
from cairn.organizations.terminology import worded_lazy


class JoinPolicy(models.TextChoices):
    OPEN = "open", _("Anyone with an address of our domains may join")
    REQUEST = "request", _("People ask, an admin decides")
    INVITATION = "invitation", _("By invitation only")


class InvitePolicy(models.TextChoices):
    ADMINS = "admins", _("Only admins may invite")
    EVERYONE = "everyone", _("Every member may invite")


class TeamPolicy(models.TextChoices):
    ADMINS = "admins", _("Admins only")
    TEAM_ADMINS = "team_admins", worded_lazy(_("Admins and {team} admins"))
    EVERYONE = "everyone", _("Every member")
    LISTED = "listed", _("Admins and chosen people")


class Organization(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=50, unique=True)
    description = models.TextField(_("description"), blank=True, max_length=2000)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    locale = models.CharField(_("language and formats"), max_length=20, default="en")
    join_policy = models.CharField(max_length=12, choices=JoinPolicy.choices, default=JoinPolicy.INVITATION)
    email_domains = models.JSONField(default=list)  # lower-case domains whose verified addresses may join
    default_account_type = models.CharField(max_length=10, default="regular")
    invite_policy = models.CharField(max_length=12, choices=InvitePolicy.choices, default=InvitePolicy.ADMINS)
    team_policy = models.CharField(max_length=12, choices=TeamPolicy.choices, default=TeamPolicy.TEAM_ADMINS)
    team_makers = models.JSONField(default=list)  # member ids where the policy is LISTED
    terminology = models.JSONField(default=dict)  # term -> [singular, plural]; see terminology.py
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
