"""Key results of the demo with the check-ins of their owners: one goal at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.goals import progress
from cairn.goals.actions.load import Load
from cairn.goals.demo import curves, measuring
from cairn.goals.demo.story.words import Measure
from cairn.goals.demo.voices import Speaker
from cairn.goals.measuring import write_outcome
from cairn.goals.models import CheckIn, Entity, Goal, GoalKind, Privacy
from cairn.goals.outcome import Outcome
from cairn.goals.status import Status, of_control
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period

TOLERATED, WORRYING = Decimal(9), Decimal(24)  # points behind the line before people say Behind, and At risk


@dataclass(frozen=True)
class Place:
    """Where a goal belongs: whose page, which period, which tense; and when it was made."""

    period: Period
    today: date
    zone: ZoneInfo
    made_on: date
    entity: str = Entity.ORGANIZATION
    team: Team | None = None
    privacy: str = Privacy.EVERYONE
    viewers: tuple[Member, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.period.end < self.today

    @property
    def is_ahead(self) -> bool:
        return self.period.start > self.today

    @property
    def span(self) -> tuple[date, date]:
        return self.period.start, self.period.end

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=self.zone)

    def new_goal(self, kind: GoalKind, title: str, owner: Member | None) -> Load:
        """A goal of this place, with its owner, not measured yet."""
        made = self.at(self.made_on, 10, len(title) % 60)
        goal = Goal(
            kind=kind,
            title=title,
            entity=self.entity,
            period=self.period,
            start=self.period.start,
            due=self.period.end,
            creator=owner,
            check_in_owner=owner,
            privacy=self.privacy,
            created_at=made,
            updated_at=made,
        )
        return Load(
            goal,
            owners=[owner.pk] if owner else [],
            teams=[self.team.pk] if self.team else [],
            viewers=[viewer.pk for viewer in self.viewers],
        )


@dataclass(frozen=True)
class Rhythm:
    """How its owner keeps it up to date: weekday (0 Monday), how often a week is left out, when it stops."""

    weekday: int
    skips: float
    until: date | None = None  # None: to the end; the period's start: never checked in


def measured(
    place: Place, load: Load, found: measuring.Set, rhythm: Rhythm, speaker: Speaker, random: Random
) -> None:
    """Gives the goal its outcome, and the check-ins from its start until yesterday or its end."""
    goal = load.goal
    write_outcome(goal, found.outcome)
    goal.metric_name = found.measure.name if found.measure.kind != "percent" else ""
    last = min(place.period.end - timedelta(1), place.today - timedelta(1), rhythm.until or place.period.end)
    before: Decimal | None = None
    days = _days(place, rhythm, last, random)
    if found.measure.kind == "baseline":
        days = days[len(days) // 2 :: 4]
    for day in days:
        passed = (day - place.period.start).days / max(1, (place.period.end - place.period.start).days)
        value = found.values(passed)
        status = _status(found.outcome, place.span, day, value, random)
        note = speaker.note(found, value, before, status, is_last=day == days[-1])
        load.check_ins.append(_check_in(place, goal, day, value, status, note, random))
        before = value
    if load.check_ins:
        goal.updated_at = load.check_ins[-1].at


def _days(place: Place, rhythm: Rhythm, last: date, random: Random) -> list[date]:
    first = place.period.start + timedelta((rhythm.weekday - place.period.start.weekday()) % 7)
    days = []
    day = first
    while day <= last:
        if random.random() >= rhythm.skips:
            days.append(day)
        day += timedelta(7)
    if place.is_over and rhythm.until is None and (not days or days[-1] < last):
        days.append(last)
    return days


def _status(outcome: Outcome, span: tuple[date, date], day: date, value: Decimal, random: Random) -> Status:
    """What the owner chooses: more lenient than the table, now and then too hopeful."""
    if outcome.is_baseline:
        return Status.ON_TRACK
    if outcome.is_control:
        return of_control(outcome, value)
    reached = progress.of_value(outcome, value) or Decimal(0)
    gap = measuring.expected(outcome, span, day) - reached
    if random.random() < 0.06:
        gap -= 15
    if gap > WORRYING:
        return Status.AT_RISK
    return Status.BEHIND if gap > TOLERATED else Status.ON_TRACK


def _check_in(
    place: Place, goal: Goal, day: date, value: Decimal, status: Status, note: str, random: Random
) -> CheckIn:
    at = place.at(day, random.randint(8, 17), random.randint(0, 59))
    sure = {Status.ON_TRACK: (6, 9), Status.BEHIND: (4, 6), Status.AT_RISK: (1, 4)}.get(status, (5, 5))
    return CheckIn(
        at=at,
        value=value,
        status=status.value,
        note=note,
        author_id=goal.check_in_owner_id,
        confidence=random.randint(*sure) if random.random() < 0.4 else None,
        created_at=at,
    )


def parent(load: Load, under: UUID, share: Decimal | None = None, *, counts: bool = True) -> None:
    """Aligns a goal to one more parent."""
    load.parents = [*load.parents, (under, share, counts)]


@dataclass
class Memory:
    """Where every number stands: what one quarter leaves is where the next begins. By team and name of the number."""

    levels: dict[tuple[str, str], Decimal]
    times: dict[tuple[str, str], int]

    def settle(
        self, whose: str, measure: Measure, random: Random, share: float, place: Place, target: Decimal | None = None
    ) -> measuring.Set:
        """Sets the measure for the period, from where it stands, and remembers where it ends."""
        key = (whose, measure.name)
        start = Decimal(0) if measure.kind == "reach" else self.levels.get(key, measure.first)
        times = self.times.get(key, 0)
        if target is None and measure.kind in measuring.SCALED - {"percent"}:
            target = curves.target_after(measure, start, times)
        if place.is_ahead:
            return measuring.settle(measure, random, start=start, target=target, share=share, span=place.span)
        found = measuring.settle(measure, random, start=start, target=target, share=share, span=place.span)
        self.times[key] = times + 1
        last = min(place.today - timedelta(1), place.period.end - timedelta(1))
        passed = (last - place.period.start).days / max(1, (place.period.end - place.period.start).days)
        self.levels[key] = found.values(passed)
        return found
