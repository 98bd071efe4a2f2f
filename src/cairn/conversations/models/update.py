"""An update: a message with a picture of some goals as they stood when it was posted (spec okrs §20, broadcast)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Entity, Goal
from cairn.goals.models.goal import value_field
from cairn.organizations.models import Member, Team


class UpdateQuerySet(TenantQuerySet["Update"]):
    def standing(self) -> UpdateQuerySet:
        """Updates that were not deleted."""
        return self.filter(deleted_at=None)


class Update(TenantModel):
    """Posted on the page of the organisation, a team or a person; only its author edits or deletes it."""

    entity = models.CharField(max_length=12, choices=Entity.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    real_author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000, blank=True)
    tells = models.BooleanField(default=True)  # whether its readers were to be notified
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(UpdateQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entity="organization", team=None, person=None)
                | Q(entity="team", team__isnull=False, person=None)
                | Q(entity="individual", team=None, person__isnull=False),
                name="update_is_of_one_entity",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "entity", "team", "-at"], name="update_team"),
            models.Index(fields=["organization", "entity", "person", "-at"], name="update_person"),
        ]

    def __str__(self) -> str:
        return self.title


class UpdateGoal(TenantModel):
    """A goal in the picture, with its numbers at the moment of posting."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    value = value_field()
    progress = value_field()
    expected = value_field()
    status = models.CharField(max_length=12)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["organization", "update", "goal"], name="update_goal_once")]


class UpdateReader(TenantModel):
    """Somebody for whom an update is meant."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "update", "member"], name="update_reader_once")
        ]
