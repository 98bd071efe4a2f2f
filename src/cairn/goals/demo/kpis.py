"""The numbers that the demo's company and its teams keep an eye on: their KPI panels."""

from __future__ import annotations

from cairn.goals import actions
from cairn.goals.demo.chapters import Stage, register
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.queries.tree import Place
from cairn.organizations.models import Team

OF_THE_COMPANY = 6
OF_A_TEAM = 3


def fill() -> None:
    """Called once, in AppConfig.ready."""
    register("kpis", tell, order=60)


def tell(stage: Stage) -> None:
    """The first numbers of the running quarter, in the order of each page."""
    running = Goal.objects.standing().open().filter(kind=GoalKind.KEY_RESULT, outcome_type="metric")
    running = running.filter(start__lte=stage.day, due__gte=stage.day, privacy="everyone", period__kind="quarter")
    running = running.order_by("rank", "pk")
    _put(Place(Entity.ORGANIZATION), list(running.filter(entity=Entity.ORGANIZATION)[:OF_THE_COMPANY]), stage)
    for team in Team.objects.open().order_by("name"):
        found = running.filter(entity=Entity.TEAM, team_links__team=team)
        _put(Place(Entity.TEAM, team.pk), list(found[:OF_A_TEAM]), stage)


def _put(place: Place, goals: list[Goal], stage: Stage) -> None:
    for goal in goals:
        actions.put_on_panel(place, goal, by=stage.by)
