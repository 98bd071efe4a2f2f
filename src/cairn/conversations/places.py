"""Whose page something stands on: the organisation's, a team's or a person's, as addresses and as a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from cairn.conversations.models import Update
from cairn.goals.models import Entity
from cairn.goals.queries.heads import TeamHead, team_head
from cairn.goals.queries.tree import Place
from cairn.organizations.models import Member, Organization
from cairn.ui.additions import Subject
from cairn.ui.links import org_url


@dataclass(frozen=True)
class Whose:
    """The place with its name; `head` of a team, for its tabs."""

    organization: Organization
    place: Place
    name: str
    head: TeamHead | None = None

    @property
    def subject(self) -> Subject:
        return Subject(self.place.entity.value, self.place.id)

    def url(self, noun: str) -> str:
        """The address of a page of this place: "activity", "updates" or "new_update"."""
        return url_of(self.organization, self.place.entity, self.place.id, noun)


def found(organization: Organization, team_id: UUID | None, member_id: UUID | None) -> Whose:
    """The place of an address. Raises Http404 when there is no such team or person."""
    if team_id is not None:
        head = team_head(team_id)
        if head is None:
            raise Http404
        return Whose(organization, Place(Entity.TEAM, team_id), head.team.name, head)
    if member_id is not None:
        member: Member | None = Member.objects.filter(pk=member_id).first()
        if member is None:
            raise Http404
        return Whose(organization, Place(Entity.INDIVIDUAL, member_id), member.name)
    return Whose(organization, Place(Entity.ORGANIZATION), organization.name)


def of_update(organization: Organization, row: Update) -> Whose:
    """Where an update stands; team and person are loaded."""
    entity = Entity(row.entity)
    name = row.team.name if row.team else row.person.name if row.person else organization.name
    return Whose(organization, Place(entity, row.team_id or row.person_id), name)


def url_of(organization: Any, entity: str, of: Any, noun: str) -> str:
    """The address of a page of an entity."""
    if entity == Entity.TEAM:
        return org_url(organization, f"conversations:team_{noun}", team_id=of)
    if entity == Entity.INDIVIDUAL:
        return org_url(organization, f"conversations:person_{noun}", member_id=of)
    return org_url(organization, f"conversations:company_{noun}")
