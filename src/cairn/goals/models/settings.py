"""The OKR rules of one organisation (spec okrs §4.1, §6.2, §9.4)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.tenancy import TenantModel
from cairn.organizations.terminology import worded_lazy


class CreationPolicy(models.TextChoices):
    """Who may make something, besides the admins, who always may."""

    ANYONE = "anyone", _("Anyone")
    TEAM_OWNERS = "team_owners", worded_lazy(_("Owners and admins of {teams}"))
    TEAM_MEMBERS = "team_members", worded_lazy(_("The members of the {team}"))
    LISTED = "listed", _("Chosen people")
    ADMINS = "admins", _("Owners and admins of the organisation")


class ProjectContribution(models.TextChoices):
    ON = "on", _("They count, unless somebody takes one out")
    OFF = "off", _("They do not count, unless somebody lets one count")
    BLOCKED = "blocked", _("They never count")


class Who(models.TextChoices):
    """Who may do something that an organisation can restrict."""

    ANYONE = "anyone", _("Anyone")
    ADMINS = "admins", _("Owners and admins of the organisation")
    LISTED = "listed", _("Chosen people, and owners and admins")


class GoalSettings(TenantModel):
    """One row per organisation; made with the organisation's defaults when first needed."""

    class Model(models.TextChoices):
        MEASURABLE = "measurable", worded_lazy(_("{Objectives} inspire, {key_results} measure"))
        INTERCHANGEABLE = "interchangeable", _("Both may be measured")

    okr_model = models.CharField(max_length=16, choices=Model.choices, default=Model.MEASURABLE)
    objectives_under_key_results = models.BooleanField(default=True)
    key_results_under_key_results = models.BooleanField(default=False)
    child_objectives_contribute = models.BooleanField(default=True)
    project_contribution = models.CharField(
        max_length=10, choices=ProjectContribution.choices, default=ProjectContribution.OFF
    )
    who_uses_projects = models.CharField(max_length=10, choices=Who.choices, default=Who.ANYONE)
    project_people = models.JSONField(default=list)  # member ids for LISTED
    projects_under_key_results = models.BooleanField(default=True)
    shared_okrs = models.BooleanField(default=True)
    several_parents = models.BooleanField(default=True)
    private_okrs = models.BooleanField(default=True)
    private_under_public = models.BooleanField(default=True)
    behind_over = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    at_risk_over = models.DecimalField(max_digits=5, decimal_places=2, default=25)
    counts_over_achievement = models.BooleanField(default=False)
    band_yellow = models.DecimalField(max_digits=3, decimal_places=2, default="0.50")
    band_green = models.DecimalField(max_digits=3, decimal_places=2, default="0.70")
    band_orange = models.DecimalField(max_digits=3, decimal_places=2, default="1.00")
    health_alerts = models.BooleanField(default=True)
    kpi_panel = models.BooleanField(default=True)
    scoring_guidance = models.BooleanField(default=True)
    who_creates_organization_okrs = models.CharField(
        max_length=12, choices=CreationPolicy.choices, default=CreationPolicy.ANYONE
    )
    who_creates_team_okrs = models.CharField(
        max_length=12, choices=CreationPolicy.choices, default=CreationPolicy.ANYONE
    )
    who_creates_tags = models.CharField(max_length=10, choices=Who.choices, default=Who.ANYONE)
    tag_people = models.JSONField(default=list)  # member ids for LISTED
    tags_are_listed = models.BooleanField(default=False)  # only tags that the admins have made may be used
    who_exports = models.CharField(max_length=10, choices=Who.choices, default=Who.ANYONE)
    export_people = models.JSONField(default=list)  # member ids for LISTED
    approval_workflow = models.BooleanField(default=False)
    approval_blocks = models.BooleanField(default=False)  # what is approved may not be changed
    approval_by_team_leads = models.BooleanField(default=False)  # not only by the managers of team owners
    creators: Any = models.JSONField(default=list)  # member ids where LISTED may create for the organisation
    team_creators: Any = models.JSONField(default=list)  # and for teams

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="goal_settings_once")]
