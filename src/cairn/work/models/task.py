"""A line of work inside a project (spec okrs §11.4)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

LAST_DAY = date(9999, 12, 31)


class TaskStatus(models.TextChoices):
    TODO = "todo", _("To do")
    DOING = "doing", _("Doing")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class TaskQuerySet(TenantQuerySet["Task"]):
    def standing(self) -> TaskQuerySet:
        """Tasks that were not removed."""
        return self.filter(deleted_at=None)

    def visible_to(self, actor: Actor) -> TaskQuerySet:
        """Standing tasks of projects that this person may know of."""
        return self.standing().filter(goal__in=Goal.objects.visible_to(actor).order_by().values("pk"))

    def unfinished(self) -> TaskQuerySet:
        return self.filter(status__in=(TaskStatus.TODO, TaskStatus.DOING))

    def in_order(self) -> TaskQuerySet:
        """As people arranged them."""
        return self.order_by("rank", "pk")

    def by_due_day(self) -> TaskQuerySet:
        """What is due first comes first; without a day last."""
        return self.order_by(Coalesce("due", LAST_DAY), "rank", "pk")


class Task(TenantModel):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tasks")
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("description"), blank=True, max_length=10_000)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=TaskStatus.choices, default=TaskStatus.TODO)
    rank = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(TaskQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "goal", "rank"], name="task_goal"),
            models.Index(fields=["organization", "owner", "status", "due"], name="task_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_done(self) -> bool:
        return self.status == TaskStatus.DONE

    @property
    def is_over(self) -> bool:
        """Done or cancelled: nothing is left to do."""
        return self.status in (TaskStatus.DONE, TaskStatus.CANCELLED)
