"""Days on which somebody is away (spec okrs §13.2, §15.2)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.organizations.models.member import Member


class OutOfOfficeQuerySet(TenantQuerySet["OutOfOffice"]):
    def on(self, day: date) -> OutOfOfficeQuerySet:
        """Absences that hold on this day of the organisation."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, day: date) -> OutOfOfficeQuerySet:
        """Absences that hold on this day or are still to come."""
        return self.filter(last_day__gte=day)


class OutOfOffice(TenantModel):
    """One absence, both days included. It asks nothing of the person; a delegate may stand in meanwhile."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    delegate = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="absences_covered"
    )
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(OutOfOfficeQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="out_of_office_not_backwards"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "member", "last_day"], name="out_of_office_member"),
            models.Index(fields=["organization", "last_day"], name="out_of_office_day"),
        ]
