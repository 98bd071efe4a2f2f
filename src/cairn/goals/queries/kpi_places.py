"""The KPI panels on which a goal can be put by somebody (spec okrs §8.3, §8.5)."""

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
from cairn.organizations.models import Member, Team

MOST_TEAMS = 50
PANELS = {
    Entity.ORGANIZATION: "goals:company_kpis",
    Entity.TEAM: "goals:team_kpis",
    Entity.INDIVIDUAL: "goals:person_kpis",
}


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
