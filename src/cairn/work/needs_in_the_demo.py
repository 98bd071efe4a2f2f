"""What the teams of the demo organisation need from each other."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.core import bulk, clock
from cairn.goals.demo.chapters import Stage
from cairn.goals.models import Goal, GoalKind
from cairn.organizations.models import Team
from cairn.work.models import Dependency, DependencyState

NEEDS = [
    ("Photographs of the spring range, cut out and in colour", DependencyState.CONFIRMED, "In two batches."),
    ("A second sewing line for six weeks", DependencyState.DECLINED, "Both lines are booked until the snow melts."),
    ("Stock figures every Monday before nine", DependencyState.DELIVERED, ""),
    ("Two people for the repair evenings", DependencyState.ASKED, ""),
    ("The price list for Canada in dollars", DependencyState.CONFIRMED, "Once the duty is settled."),
    ("A landing page in French", DependencyState.ASKED, ""),
    ("Samples of the lighter zip", DependencyState.DELIVERED, "Sent by parcel, eleven of them."),
    ("Training for the new returns desk", DependencyState.CONFIRMED, "With pleasure."),
    ("A quiet week without releases before the sale", DependencyState.ASKED, ""),
    ("Names of the ten shops that sell most tents", DependencyState.DELIVERED, ""),
]


def tell(stage: Stage) -> None:
    """One need for each of some goals that teams have under way; a few have waited too long."""
    running = Goal.objects.open().filter(
        entity="team", kind=GoalKind.OBJECTIVE, privacy="everyone", start__lte=stage.day, due__gte=stage.day
    )
    goals = list(running.prefetch_related("team_links").order_by("rank", "pk"))
    teams = [team for team in stage.cast.teams.values() if team.archived_at is None]
    stage.random.shuffle(goals)
    rows = []
    for goal, (wanted, state, answer) in zip(goals, NEEDS, strict=False):
        own = {link.team_id for link in goal.team_links.all()}
        team = stage.random.choice([each for each in teams if each.pk not in own])
        rows.append(_need(stage, goal, team, wanted, state, answer))
    bulk.insert(rows)


def _need(stage: Stage, goal: Goal, team: Team, wanted: str, state: DependencyState, answer: str) -> Dependency:
    asked_at = clock.now() - timedelta(days=stage.random.randint(9, 24), hours=stage.random.randint(1, 9))
    is_answered = state != DependencyState.ASKED
    return Dependency(
        goal=goal,
        team=team,
        wanted=wanted,
        due=_day(stage.day, goal.due, late=stage.random.random() < 0.25, random=stage.random.random()),
        state=state,
        asked_by=goal.creator,
        asked_at=asked_at,
        answer=answer,
        answered_by=stage.cast.lead(team.name) if is_answered else None,
        answered_at=asked_at + timedelta(days=2) if is_answered else None,
    )


def _day(today: date, last: date, *, late: bool, random: float) -> date:
    """A day a little before today, or one between today and the last."""
    if late:
        return today - timedelta(days=1 + round(6 * random))
    return today + timedelta(days=round((last - today).days * random))
