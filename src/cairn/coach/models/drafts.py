"""Objectives while they are being written (okrs §21.2, decision 20)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import Entity, Goal, Nature
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period


class OfPlace(TenantModel):
    """Something that belongs to the page of the organisation, of a team or of a person, in a period."""

    entity = models.CharField(max_length=12, choices=Entity.choices, default=Entity.ORGANIZATION)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class DraftQuerySet(TenantQuerySet["Draft"]):
    def pending(self) -> DraftQuerySet:
        """Drafts that have not become anything yet."""
        return self.filter(became_at=None)

    def visible_to(self, actor: Actor) -> DraftQuerySet:
        """One's own, and what others have laid on the table."""
        return self if actor.is_system else self.filter(Q(author_id=actor.member_id) | Q(is_shared=True))


class Draft(OfPlace):
    """`key_results` are dicts with title, kind, unit, start, target, origin and place as they were typed."""

    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=500, blank=True)
    why = models.TextField(blank=True, max_length=10_000)
    nature = models.CharField(max_length=12, choices=Nature.choices, default=Nature.ASPIRATIONAL)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    parent = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    key_results: Any = models.JSONField(default=list)
    answers: Any = models.JSONField(default=dict)  # necessary, sufficient: yes or no; superpowers: those looked at
    template = models.CharField(max_length=60, blank=True)
    is_shared = models.BooleanField(default=False)
    became = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    became_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(DraftQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organization", "period", "entity"], name="draft_table")]

    def __str__(self) -> str:
        return self.title


class Ideas(OfPlace):
    """The notes under the five questions by which a team looks for objectives; one row per table."""

    place = models.CharField(max_length=60)  # "organization", or the id of the team or member
    texts: Any = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "place", "period"], name="ideas_once")]
