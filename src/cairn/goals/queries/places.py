"""Pages of OKRs by their names and addresses: the organisation's, a team's, a person's."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.organizations.models import Member, Organization, Team
from cairn.ui.links import HasSlug, org_url

PAGES = {Entity.ORGANIZATION: "goals:company", Entity.TEAM: "goals:team", Entity.INDIVIDUAL: "goals:person"}
_HOLDERS = {Entity.TEAM: "team_id", Entity.INDIVIDUAL: "member_id"}


@dataclass(frozen=True)
class Named:
    """A page by the name of the organisation, the team or the person."""

    place: Place
    name: str

    def url(self, organization: HasSlug, *, pages: dict[Entity, str] = PAGES) -> str:
        """Its address; `pages` names the views of another page of the same entity, such as its KPI panel."""
        holder = {_HOLDERS[self.place.entity]: self.place.id} if self.place.id else {}
        return org_url(organization, pages[self.place.entity], **holder)


def named(place: Place, organization: Organization) -> Named | None:
    """The page with its name; None where there is no such team or person."""
    if place.entity == Entity.ORGANIZATION:
        return Named(place, organization.name)
    holders = Team.objects.all() if place.entity == Entity.TEAM else Member.objects.all()
    name = holders.filter(pk=place.id).values_list("name", flat=True).first() if place.id else None
    return Named(place, name) if name is not None else None
