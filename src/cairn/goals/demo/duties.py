"""Who does what for whom in the demo: a few objectives are delegated, somebody is away, others may edit as well."""

from __future__ import annotations

from datetime import timedelta

from cairn.goals import actions
from cairn.goals.demo.chapters import Stage, register
from cairn.goals.models import Goal, GoalKind
from cairn.organizations.actions import add_absence
from cairn.organizations.models import Member

DELEGATED = 3
EDITED = 4


def fill() -> None:
    """Called once, in AppConfig.ready."""
    register("duties", tell, order=50)


def tell(stage: Stage) -> None:
    """Draws open objectives of teams; each goes to somebody of the same crew."""
    rows = Goal.objects.standing().open().filter(kind=GoalKind.OBJECTIVE, entity="team", privacy="everyone")
    running = rows.filter(start__lte=stage.day, due__gte=stage.day).order_by("rank", "pk")
    chosen = stage.random.sample(list(running), DELEGATED + EDITED)
    for goal in chosen[:DELEGATED]:
        until = stage.day + timedelta(days=stage.random.randint(4, 20))
        actions.delegate(goal, _colleague(goal, stage).pk, by=stage.by, until=until, with_key_results=True)
    for goal in chosen[DELEGATED:]:
        actions.edit(goal, {"editors": [_colleague(goal, stage).pk]}, by=stage.by)
    _send_away(chosen[-1], stage)


def _colleague(goal: Goal, stage: Stage) -> Member:
    """Somebody of the goal's team who does not own it."""
    team = goal.team_links.select_related("team").order_by("position")[0].team
    owners = set(goal.ownerships.values_list("member_id", flat=True))
    crew = stage.cast.crews.get(team.name, []) or list(stage.cast.members.values())
    return stage.random.choice([each for each in crew if each.pk not in owners and not each.is_observer])


def _send_away(goal: Goal, stage: Stage) -> None:
    """The goal's owner is on holiday for a week; the colleague stands in."""
    owner = goal.ownerships.select_related("member").order_by("position")[0].member
    last_day = stage.day + timedelta(days=5)
    add_absence(
        owner,
        by=stage.by,
        first_day=stage.day - timedelta(days=1),
        last_day=last_day,
        delegate=_colleague(goal, stage),
    )
