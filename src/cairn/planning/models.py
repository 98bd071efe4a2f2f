"""Time periods and how the organisation's year is cut (spec okrs §3)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet


class PeriodKind(models.TextChoices):
    YEAR = "year", _("Year")
    HALF = "half", _("Half year")
    QUARTER = "quarter", _("Quarter")
    MONTH = "month", _("Month")
    CUSTOM = "custom", _("Custom")


class PeriodQuerySet(TenantQuerySet["Period"]):
    def running(self, day: date) -> PeriodQuerySet:
        """Periods that contain this day."""
        return self.filter(start__lte=day, end__gte=day)

    def upcoming(self, day: date) -> PeriodQuerySet:
        return self.filter(start__gt=day)

    def unfinished(self, day: date) -> PeriodQuerySet:
        """Running or to come: what something can still be put off into."""
        return self.filter(end__gte=day)

    def past(self, day: date) -> PeriodQuerySet:
        return self.filter(end__lt=day)


class Period(TenantModel):
    """A stretch of calendar days, both ends included, in which OKRs are pursued."""

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(max_length=10, choices=PeriodKind.choices, default=PeriodKind.CUSTOM)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(PeriodQuerySet)()

    class Meta:
        ordering = ["start", "-end"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="period_name_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="period_ends_after_start"),
        ]
        indexes = [models.Index(fields=["organization", "start", "end"], name="period_dates")]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.end - self.start).days + 1


class Season(TenantModel):
    """How this organisation's planning year runs; one row per organisation."""

    year_start_month = models.PositiveSmallIntegerField(_("first month of the planning year"), default=1)
    # A custom period set as current by hand: while it is set, nothing rolls by itself (golden 36).
    pinned_period = models.ForeignKey(Period, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    creates_next_year = models.BooleanField(default=True)
    planning_weeks = models.PositiveSmallIntegerField(default=12)  # before the year: year.LEADS

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization"], name="season_once"),
            models.CheckConstraint(
                condition=models.Q(year_start_month__gte=1, year_start_month__lte=12), name="season_month"
            ),
        ]


class Direction(TenantModel):
    """Why the organisation is there and where it is going; stands above its OKRs. One row per organisation."""

    mission = models.TextField(_("mission"), blank=True, max_length=5000)
    vision = models.TextField(_("vision"), blank=True, max_length=5000)
    values = models.TextField(_("values"), blank=True, max_length=5000)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey("organizations.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="direction_once")]

    @property
    def is_empty(self) -> bool:
        return not self.opening

    @property
    def opening(self) -> str:
        """What is read first: the mission, or what there is instead."""
        return self.mission or self.vision or self.values


class PlanningStep(TenantModel):
    """What has been decided, done and answered of one step of a planning year (year.STEPS)."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=30)
    owner = models.ForeignKey("organizations.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField(null=True)  # null: as computed from the first day of the year
    answer = models.TextField(blank=True, max_length=10_000)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("organizations.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "period", "key"], name="planning_step_once")]
