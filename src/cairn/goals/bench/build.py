"""Build the synthetic organisation, and take it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connection, transaction

from cairn.core import clock, tenancy
from cairn.core.access import Via
from cairn.goals.bench.goals import Quarter, Tables, save_goal
from cairn.goals.bench.population import populate
from cairn.goals.bench.shape import QUARTERS, Shape
from cairn.goals.computation import Link, apply, compute
from cairn.goals.demo.removal import remove_demo
from cairn.goals.measuring import rules_of
from cairn.goals.models import Goal, GoalKind, GoalSettings, ProgressMode
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import system
from cairn.organizations.models import Organization
from cairn.planning import periods
from cairn.planning.actions import create_year
from cairn.planning.models import Period

SLUG = "bench"


@dataclass(frozen=True)
class Built:
    """What stands in the database."""

    organization: Organization
    goals: int
    check_ins: int


def build(shape: Shape) -> Built:
    """Writes the whole organisation; the quarter of today is the last of its year's first four up to today.

    Each quarter is a transaction of its own, so that a very large one does not have to be undone at once.
    """
    now = clock.now()
    with transaction.atomic():
        organization = Organization(name="Bench", slug=SLUG, is_demo=True, created_at=now - timedelta(days=400))
        organization.save(force_insert=True)
    with tenancy.enter(organization.pk):
        with transaction.atomic():
            quarters = _quarters(now)
            population = populate(shape, organization.created_at)
            settings = settings_row()
        tables, goals = Tables(), 0
        annual = _annual(quarters[-1], population.people[0], now)
        tops: list[Goal] = []
        for number, period in enumerate(quarters):
            with transaction.atomic():
                # The annual objective must stand before links point to it; its numbers are written at the end.
                if number == 0:
                    annual.save(force_insert=True)
                quarter = Quarter(
                    shape, population, period, annual, rules_of(settings), now, tables, Random(number),  # noqa: S311
                    rank=number << 32,
                )  # fmt: skip
                tops += quarter.write()
                tables.flush()
        with transaction.atomic():
            _finish(annual, tops, settings, tables, population.people[0], now)
        goals = tables.goals.count
    _analyze()
    return Built(organization, goals, tables.check_ins.count)


def remove(organization: Organization) -> None:
    """Takes the synthetic organisation away with all its sign-ins."""
    remove_demo(organization)


def _quarters(now: datetime) -> list[Period]:
    """The last four quarters up to the present one."""
    actor = system(Via.CLI)
    today = now.date()
    this_year = periods.year_start(today, 1)
    for first in (this_year.replace(year=this_year.year - 1), this_year):
        create_year(start=first, by=actor)
    return list(Period.objects.filter(kind="quarter", start__lte=today).order_by("start"))[-QUARTERS:]


def _annual(last: Period, owner: UUID, now: datetime) -> Goal:
    year = last.parent or last
    return Goal(
        kind=GoalKind.OBJECTIVE,
        title="Be the place where good work is easy",
        entity="organization",
        period=year,
        start=year.start,
        due=year.end,
        creator_id=owner,
        check_in_owner_id=owner,
        progress_mode=ProgressMode.ROLLUP,
        rank=1,
        created_at=now - timedelta(days=395),
        updated_at=now,
    )


def _finish(
    annual: Goal, tops: list[Goal], settings: GoalSettings, tables: Tables, owner: UUID, now: datetime
) -> None:
    links = [Link(goal, None, True) for goal in tops]
    apply(annual, compute(annual, links, rules_of(settings)), now.date())
    annual.save()
    save_goal(tables, annual, owner, None)
    tables.goals.waiting.pop()  # it is saved already; only what belongs to it is new
    tables.flush()


def _analyze() -> None:
    """Tells the database's planner how much there is now, as it would find out by itself overnight."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
