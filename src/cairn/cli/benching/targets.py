"""Which goals, teams and people of the synthetic organisation are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import UUID

from cairn.core import clock
from cairn.goals.models import Goal
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period

MANY = 200


@dataclass(frozen=True)
class Targets:
    """Some of each kind, in an order drawn once, so that no request finds what the one before it left in memory."""

    period: Period
    owner: Member
    member: Member
    objectives: list[UUID]
    deep: list[UUID]  # key results of single people, five levels below the company's year
    teams: list[UUID]
    people: list[UUID]


def choose() -> Targets:
    """Draws them in the present organisation."""
    today = clock.now().date()
    period = Period.objects.get(kind="quarter", start__lte=today, end__gte=today)
    draw = Random(7)  # noqa: S311

    def some(rows: list[UUID]) -> list[UUID]:
        return draw.sample(rows, min(MANY, len(rows)))

    goals = Goal.objects.open().filter(period=period).order_by("rank")  # a kept organisation has ended some
    deep = goals.filter(kind="key_result", entity="individual")
    members = Member.objects.order_by("email")
    owner = members.get(role="owner")
    return Targets(
        period=period,
        owner=owner,
        member=members.exclude(pk=owner.pk).filter(check_in_goals__in=deep).distinct()[0],
        objectives=some(list(goals.filter(kind="objective").values_list("pk", flat=True)[:20_000])),
        deep=some(list(deep.values_list("pk", flat=True)[:20_000])),
        teams=some(list(Team.objects.order_by("name").values_list("pk", flat=True))),
        people=some(list(members.values_list("pk", flat=True)[:20_000])),
    )
