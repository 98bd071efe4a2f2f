"""The linter over 10,000 goals: read, judged, scored, as the page “OKR quality” and `cairn lint` do it."""

from __future__ import annotations

from collections.abc import Callable

from cairn.coach.queries.advice import report_on, rules_off
from cairn.coach.queries.facts import objectives_among
from cairn.core import clock
from cairn.goals.models import Goal
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.models import Organization

GOALS = 10_000


def linting(organization: Organization) -> dict[str, Callable[[int], None]]:
    """By name: so many objectives that they have, with their key results, GOALS goals or all there are."""
    seen: GoalQuerySet = Goal.objects.standing()
    day = clock.today(organization.time_zone)
    open_ones = seen.open()
    share = open_ones.filter(kind="objective").count() / max(1, open_ones.exclude(kind="project").count())

    def lint(_number: int) -> None:
        objectives = list(objectives_among(seen)[: round(GOALS * share)])
        report_on(objectives, seen, organization, day, rules_off())

    return {f"lint {min(GOALS, open_ones.count()):,} goals": lint}
