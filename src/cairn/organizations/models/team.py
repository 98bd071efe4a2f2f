"""Teams and who is in them (spec okrs §2.2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.organizations.models.member import Member
from cairn.organizations.terminology import worded_lazy


class TeamQuerySet(TenantQuerySet["Team"]):
    def open(self) -> TeamQuerySet:
        """Teams that are not archived."""
        return self.filter(archived_at=None)


class Team(TenantModel):
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True, max_length=2000)
    type_label = models.CharField(_("type"), max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    archived_at = models.DateTimeField(null=True, blank=True)
    # What archiving took apart, so that unarchiving can put it together again: members and sub-teams by id.
    archived_state: Any = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(TeamQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], condition=models.Q(archived_at=None), name="team_name_once"
            ),
        ]
        indexes = [models.Index(fields=["organization", "parent"], name="team_parent")]

    def __str__(self) -> str:
        return self.name


class TeamRole(models.TextChoices):
    OWNER = "owner", worded_lazy(_("{Team} owner"))
    ADMIN = "admin", worded_lazy(_("{Team} admin"))
    MEMBER = "member", _("Member")


class TeamMember(TenantModel):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="team_memberships")
    role = models.CharField(max_length=10, choices=TeamRole.choices, default=TeamRole.MEMBER)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "team", "member"], name="team_member_once"),
        ]
        indexes = [models.Index(fields=["organization", "member"], name="team_member_member")]
