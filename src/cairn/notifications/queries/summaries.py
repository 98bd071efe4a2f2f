"""How an entity is doing: what went well, what did not, what happened (spec okrs §15.3).

A summary goes to many people, so it holds only what everybody may see: private goals are in none of its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from cairn.core import clock, tenancy
from cairn.core.models import Event
from cairn.goals.explaining import expectation
from cairn.goals.measuring import outcome_of, rules_of, status_of
from cairn.goals.models import CheckIn, Goal, GoalKind, ProgressPoint
from cairn.goals.queries.summary import summary as strip_of
from cairn.goals.queries.tree import Place, standing_on
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.planning.models import Period
from cairn.planning.queries import period_picker

MOST = 5
NOBODY = Actor(member=Member(pk=UUID(int=0)))
"""Somebody who is on no list: sees what everybody sees."""


@dataclass(frozen=True)
class Mover:
    """A goal with where it stands, and by how many points it has moved since."""

    id: UUID
    title: str
    progress: Decimal | None
    expected: Decimal | None
    status: str
    moved: Decimal
    goal: Goal

    @property
    def behind_by(self) -> Decimal:
        return (self.expected or Decimal(0)) - (self.progress or Decimal(0))


@dataclass(frozen=True)
class EntitySummary:
    """Of one entity in the current period. The counts are of objectives and key results."""

    periods: list[str]
    progress: Decimal | None
    expected: Decimal | None
    status: str
    total: int
    on_track: int
    behind: int
    at_risk: int
    check_ins: int
    closed: int
    created: int
    well: list[Mover]
    not_well: list[Mover]
    changed: list[Mover]

    @property
    def is_silent(self) -> bool:
        """Nothing happened and nothing is wrong: no reason to write to anybody."""
        return not (self.check_ins or self.closed or self.created or self.not_well)


def summary_of(place: Place, since: datetime, until: datetime) -> EntitySummary | None:
    """How the entity stands now and what happened between two instants; None without goals in the current period."""
    latest = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return _summary(tenancy.current_id(), place, since, until, latest)


@lru_cache(maxsize=64)
def _summary(
    organization_id: UUID, place: Place, since: datetime, until: datetime, latest: UUID | None
) -> EntitySummary | None:
    """Thousands follow the same organisation: it is computed once, until something happens (`latest` event)."""
    organization = Organization.objects.get(pk=organization_id)
    day = clock.today(organization.time_zone)
    periods: list[Period] = period_picker(organization, day=day).chosen
    ids = [period.pk for period in periods]
    strip = strip_of(place, ids, NOBODY, day, rules_of(settings_row()).thresholds)
    if not strip.total:
        return None
    goals = standing_on(place, ids, NOBODY)
    movers = [_mover(goal, organization, since) for goal in _with_before(goals.exclude(kind=GoalKind.PROJECT), since)]
    happened = CheckIn.objects.standing().filter(goal__in=goals, created_at__gt=since, created_at__lte=until)
    return EntitySummary(
        periods=[period.name for period in periods],
        progress=strip.progress,
        expected=strip.expected,
        status=strip.status.value,
        total=strip.total,
        on_track=strip.on_track,
        behind=strip.counts.get("behind", 0),
        at_risk=strip.at_risk,
        check_ins=happened.count(),
        closed=goals.filter(state="closed", closed_at__gt=since, closed_at__lte=until).count(),
        created=goals.filter(created_at__gt=since, created_at__lte=until).count(),
        well=_well(movers),
        not_well=_not_well(movers),
        changed=sorted((row for row in movers if row.moved), key=lambda row: (-abs(row.moved), row.title)),
    )


def _with_before(goals: Any, since: datetime) -> list[Goal]:
    """Each with `before`: the progress of its last point up to `since`."""
    points = ProgressPoint.objects.filter(goal_id=OuterRef("pk"), at__lte=since).order_by("-at", "-pk")
    open_or_fresh = Q(state="open") | Q(state="closed", closed_at__gt=since)
    rows = goals.filter(open_or_fresh).annotate(before=Subquery(points.values("progress")[:1]))
    return list(rows.order_by("rank", "pk"))


def _mover(goal: Goal, organization: Organization, since: datetime) -> Mover:
    day = clock.today(organization.time_zone)
    aim = expectation(outcome_of(goal), goal.start, goal.due, day)
    before: Decimal | None = getattr(goal, "before", None)
    if before is None and goal.created_at > since:
        before = Decimal(0)  # what is new has moved all the way
    has_course = outcome_of(goal).is_scaled and before is not None and goal.progress is not None
    moved = goal.progress - before if has_course else Decimal(0)  # a bound that is kept has not moved by 100 points
    return Mover(
        goal.pk, goal.title, goal.progress, aim.percent if aim else None, status_of(goal, day).value, moved, goal
    )


def _well(movers: list[Mover]) -> list[Mover]:
    """What rose and is on track, or was closed; the largest step first."""
    found = [row for row in movers if row.status == "closed" or (row.moved > 0 and row.status == "on_track")]
    return sorted(found, key=lambda row: (row.status != "closed", -row.moved, row.title))[:MOST]


def _not_well(movers: list[Mover]) -> list[Mover]:
    """What is at risk or behind; the widest gap first."""
    found = [row for row in movers if row.status in ("at_risk", "behind")]
    return sorted(found, key=lambda row: (row.status != "at_risk", -row.behind_by, row.title))[:MOST]


def span(days: int, until: datetime) -> datetime:
    """The beginning of the last so many days."""
    return until - timedelta(days=days)
