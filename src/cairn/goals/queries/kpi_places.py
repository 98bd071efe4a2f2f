"""Pages that have a KPI panel: by name, and those on which a goal can be put by somebody (spec okrs §8.3, §8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cairn.goals.models import Entity, Goal
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.policies import can_arrange_kpis
from cairn.goals.queries.kpi_tiles import by_itself, put_on
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import above
from cairn.organizations.models import Member, Organization, Team
from cairn.ui.links import HasSlug, org_url

MOST_TEAMS = 50
_PAGES = {Entity.ORGANIZATION: "company", Entity.TEAM: "team", Entity.INDIVIDUAL: "person"}
_PANELS = {Entity.ORGANIZATION: "company_kpis", Entity.TEAM: "team_kpis", Entity.INDIVIDUAL: "person_kpis"}
_HOLDERS = {Entity.TEAM: "team_id", Entity.INDIVIDUAL: "member_id"}


@dataclass(frozen=True)
class Named:
    """A page by the name of the organisation, the team or the person."""

    place: Place
    name: str

    def page_url(self, organization: HasSlug) -> str:
        return self._url(organization, _PAGES[self.place.entity])

    def panel_url(self, organization: HasSlug) -> str:
        return self._url(organization, _PANELS[self.place.entity])

    def _url(self, organization: HasSlug, name: str) -> str:
        holder = {_HOLDERS[self.place.entity]: self.place.id} if self.place.id else {}
        return org_url(organization, f"goals:{name}", **holder)


@dataclass(frozen=True)
class Panel:
    """A panel that somebody arranges; `is_on`: the goal stands on it in its own period."""

    place: Place
    name: str
    is_on: bool

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.place.entity.value}:{self.place.id}" if self.place.id else self.place.entity.value


def named(place: Place, organization: Organization) -> Named | None:
    """The page with its name; None where there is no such team or person."""
    if place.entity == Entity.ORGANIZATION:
        return Named(place, organization.name)
    holders = Team.objects.all() if place.entity == Entity.TEAM else Member.objects.all()
    name = holders.filter(pk=place.id).values_list("name", flat=True).first() if place.id else None
    return Named(place, name) if name is not None else None


def panels_of(goal: Goal, actor: Actor) -> list[Panel]:
    """The panels that `actor` arranges and on which this goal makes sense.

    The organisation's, those of its own teams, of the teams above these and of teams one leads, its owners' and one's
    own.
    """
    who = eyes(actor)
    return [
        Panel(place, name, _is_on(place, goal, who))
        for place, name in _candidates(goal, actor)
        if can_arrange_kpis(actor, place.entity, place.id)
    ]


def _is_on(place: Place, goal: Goal, who: Eyes) -> bool:
    sources = (by_itself(place, [goal.period_id], who), put_on(place, [goal.period_id], who))
    return any(goals.filter(pk=goal.pk).exists() for goals in sources)


def _candidates(goal: Goal, actor: Actor) -> Iterator[tuple[Place, str]]:
    if actor.member is None:
        return
    yield Place(Entity.ORGANIZATION), actor.member.organization.name
    own = list(goal.team_links.values_list("team_id", flat=True))
    wanted = {*own, *(team_id for team in own for team_id in above(team)), *actor.led_team_ids}
    for team in Team.objects.open().filter(pk__in=wanted).order_by("name")[:MOST_TEAMS]:
        yield Place(Entity.TEAM, team.pk), team.name
    owners = Member.objects.active().filter(ownerships__goal=goal).order_by("ownerships__position")
    for member in dict.fromkeys([*owners, actor.member]):
        yield Place(Entity.INDIVIDUAL, member.pk), member.name
