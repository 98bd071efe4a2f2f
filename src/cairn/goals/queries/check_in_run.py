"""The bulk check-in: one goal after another of what was due when the run began (spec okrs §7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cairn.core import clock
from cairn.goals.models import CheckIn, Goal, ProgressPoint
from cairn.goals.queries.check_in_form import Asked, asked
from cairn.goals.queries.due import due, owed
from cairn.goals.queries.goal_page import LOADED
from cairn.goals.queries.rows import Row, rows
from cairn.goals.wording import percent_label
from cairn.organizations.actor import Actor

LONGEST = 100


@dataclass(frozen=True)
class Step:
    """One goal of the run. `is_done`: checked in on since the run began."""

    id: UUID
    title: str
    is_done: bool
    is_here: bool


@dataclass(frozen=True)
class Moved:
    """A goal above that moved because of this run: progress before and now, as text."""

    id: UUID
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class CheckInRun:
    """The run as it stands. `goal` is the one asked about now, None when one has been through all of them."""

    steps: tuple[Step, ...]
    goal: Goal | None
    row: Row | None
    asked: Asked | None
    moved: tuple[Moved, ...]
    more: int  # due beyond those listed

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def left(self) -> tuple[Step, ...]:
        """What was skipped or not reached yet."""
        return tuple(step for step in self.steps if not step.is_done)

    @property
    def number(self) -> int:
        """The place of the present goal in the list, from 1; 0 at the end."""
        return next((i for i, step in enumerate(self.steps, 1) if step.is_here), 0)

    @property
    def next_id(self) -> UUID | None:
        """The next goal after this one that is not done; None when there is none."""
        return next((step.id for step in self.steps[self.number :] if not step.is_done), None)


def check_in_run(
    actor: Actor,
    started: datetime,
    time_zone: str,
    *,
    everything: bool = False,
    at: UUID | None = None,
    ended: bool = False,
) -> CheckInRun:
    """What `actor` owed at `started` (`everything`: also what was checked in on lately), and where they are in it.

    `at` is the goal they are on; without it the first that is not done. `ended` shows the summary. Constant queries.
    """
    wanted = (owed if everything else due)(actor, started, time_zone)
    found = list(wanted.select_related(*LOADED).order_by("due", "rank", "pk")[: LONGEST + 1])
    goals, more = found[:LONGEST], len(found) - LONGEST
    mine = CheckIn.objects.standing().filter(goal__in=[goal.pk for goal in goals], created_at__gte=started)
    done = set(mine.values_list("goal_id", flat=True))
    here = None if ended else _here(goals, done, at)
    steps = tuple(Step(goal.pk, goal.title, goal.pk in done, goal is here) for goal in goals)
    day = clock.today(time_zone)
    return CheckInRun(
        steps=steps,
        goal=here,
        row=rows([here], actor, day)[0] if here else None,
        asked=asked(here, day) if here else None,
        moved=() if here else _moved(actor, started, done),
        more=max(more, 0),
    )


def _here(goals: list[Goal], done: set[UUID], at: UUID | None) -> Goal | None:
    chosen = next((goal for goal in goals if goal.pk == at), None)
    return chosen or next((goal for goal in goals if goal.pk not in done), None)


def _moved(actor: Actor, started: datetime, done: set[UUID]) -> tuple[Moved, ...]:
    """The goals above that this run's check-ins moved and that the person sees, by title."""
    if not done:
        return ()
    points = ProgressPoint.objects.filter(check_in__goal__in=done, check_in__created_at__gte=started)
    earlier = ProgressPoint.objects.filter(goal=OuterRef("pk"), at__lt=started).order_by("-at", "-pk")
    seen = (
        Goal.objects.visible_to(actor)
        .filter(pk__in=points.exclude(goal__in=done).values("goal"))
        .annotate(stood=Subquery(earlier.values("progress")[:1]))
        .order_by("title", "pk")
    )
    return tuple(Moved(goal.pk, goal.title, percent_label(goal.stood), percent_label(goal.progress)) for goal in seen)
