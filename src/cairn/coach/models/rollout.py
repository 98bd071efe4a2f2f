"""How an organisation begins with OKRs: a plan with dated steps and the people of each phase (people §7)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.organizations.models import Member


class Strategy(models.TextChoices):
    CRAWL_WALK_RUN = "crawl_walk_run", _("Crawl, walk, run")
    LEADERSHIP = "leadership", _("Leadership first")
    DEPARTMENT = "department", _("One department, top to bottom")
    SMALL_BUSINESS = "small_business", _("Small business, everybody at once")
    BIG_BANG = "big_bang", _("Big bang")


class PlanState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class RolloutPlan(TenantModel):
    name = models.CharField(max_length=120)
    strategy = models.CharField(max_length=16, choices=Strategy.choices, default=Strategy.CRAWL_WALK_RUN)
    starts_on = models.DateField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.PLANNED)
    outcome = models.TextField(blank=True, max_length=5000)  # how it ended, and why the decision was taken
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organization", "starts_on"], name="rollout_plan_start")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in (PlanState.PLANNED, PlanState.RUNNING)


class RolloutStep(TenantModel):
    plan = models.ForeignKey(RolloutPlan, on_delete=models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    due = models.DateField()
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True, max_length=5000)

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["organization", "plan", "due"], name="rollout_step_plan")]


class Participant(TenantModel):
    plan = models.ForeignKey(RolloutPlan, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "plan", "member"], name="participant_once")]
        indexes = [models.Index(fields=["organization", "member"], name="participant_member")]
