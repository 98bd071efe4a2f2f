"""What a goal needs from another team, and what that team says to it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team


class DependencyState(models.TextChoices):
    ASKED = "asked", _("Asked")
    CONFIRMED = "confirmed", _("Promised")
    DECLINED = "declined", _("Declined")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAITED_FOR = (DependencyState.ASKED, DependencyState.CONFIRMED)


class DependencyQuerySet(TenantQuerySet["Dependency"]):
    def visible_to(self, actor: Actor) -> DependencyQuerySet:
        """Those of goals that this person may know of."""
        return self.filter(goal__in=Goal.objects.visible_to(actor).order_by().values("pk"))

    def waited_for(self) -> DependencyQuerySet:
        """Asked or promised, and not delivered yet."""
        return self.filter(state__in=WAITED_FOR)


class Dependency(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="dependencies")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="dependencies")
    wanted = models.CharField(_("what is needed"), max_length=300)
    due = models.DateField(_("until"))
    state = models.CharField(max_length=10, choices=DependencyState.choices, default=DependencyState.ASKED)
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=1_000, blank=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(DependencyQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "goal", "due"], name="dependency_goal"),
            models.Index(fields=["organization", "team", "state", "due"], name="dependency_team"),
        ]

    def __str__(self) -> str:
        return self.wanted

    @property
    def is_waited_for(self) -> bool:
        return self.state in WAITED_FOR

    def is_late(self, day: date) -> bool:
        """Whether its day has passed while it is still waited for."""
        return self.is_waited_for and self.due < day
