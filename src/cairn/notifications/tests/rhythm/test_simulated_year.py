"""A year of 1,000 people in five time zones, with a runner that keeps dying (spec okrs §15.2).

Everybody is told exactly what they should be, once. What they should be told is found out by tests/rhythm/naive.py.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from cairn.core import clock, tenancy
from cairn.goals.models import Goal, GoalOwner, GoalTeam
from cairn.notifications.delivery import composing
from cairn.notifications.delivery.card import Card
from cairn.notifications.delivery.channels import CHANNELS
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import CheckInRhythm, Delivery, Holiday, Notification, Reachability, Turn
from cairn.notifications.rhythm import planner
from cairn.notifications.tests.rhythm.naive import Person, Rhythm, Thing, Told, Year
from cairn.organizations.models import Member, Organization, OutOfOffice, Team
from cairn.planning.models import Period

PEOPLE = 1000
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=12)
ZONES = ["Europe/Vienna", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Sydney"]
HOLIDAYS = {date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25)}
FIRST = date(2026, 1, 5)
NINE = time(9)  # other times have tests of their own
RHYTHMS = [  # the organisation's first
    Rhythm("weeks:3", [0], NINE, FIRST),
    Rhythm("weeks:1", [0], NINE, FIRST, skip_days=5),
    Rhythm("weeks:2", [0, 3], NINE, FIRST),
    Rhythm("month:1", [0], NINE, FIRST),
    Rhythm("month:last", [3], NINE, FIRST),
    Rhythm("month:2", [5], NINE, FIRST),  # a Saturday
]
EVERY = {"weeks:1": "week", "weeks:2": "two_weeks", "weeks:3": "three_weeks"}


@dataclass
class World:
    """The organisation in the database beside the year as the naive reckoning knows it."""

    year: Year
    changes: dict[datetime, list[tuple[str, Thing]]]  # what happens right after a look at the clock
    sent: list[UUID] = field(default_factory=list)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    chance = random.Random(20260105)
    home = Organization.objects.create(name="Long year", slug="long-year", time_zone=ZONES[0])
    with tenancy.enter(home.pk):
        yield _furnished(chance)


def _furnished(chance: random.Random) -> World:
    halves = [Period(name="H1", kind="half", start=date(2026, 1, 1), end=date(2026, 6, 30))]
    halves += [Period(name="H2", kind="half", start=date(2026, 7, 1), end=date(2026, 12, 31))]
    Period.objects.bulk_create(halves)
    Holiday.objects.bulk_create([Holiday(day=day) for day in HOLIDAYS])
    teams = Team.objects.bulk_create([Team(name=f"Team {number}") for number in range(len(RHYTHMS))])
    CheckInRhythm.objects.bulk_create([_row(rhythm, team) for rhythm, team in zip(RHYTHMS, teams, strict=True)])
    CheckInRhythm.objects.bulk_create([_row(RHYTHMS[0], None)])
    members, people = _people(chance)
    goals, links = [], []
    for member, person in zip(members, people, strict=True):
        for number in range(chance.choice([1, 1, 1, 1, 2])):
            place = chance.choices(range(len(RHYTHMS)), weights=[2, 1, 1, 10, 10, 1])[0]
            goal, thing = _goal(chance, member, halves, RHYTHMS[place], number)
            goals.append(goal)
            person.things.append(thing)
            if place:
                links.append(GoalTeam(goal=goal, team=teams[place]))
            if chance.random() < 0.1:
                person.owns.append((goal.pk, goal.period_id))
    Goal.objects.bulk_create(goals)
    GoalTeam.objects.bulk_create(links)
    GoalOwner.objects.bulk_create(
        [GoalOwner(goal_id=goal, member_id=person.id) for person in people for goal, _period in person.owns]
    )
    periods = [(half.pk, half.start, half.end) for half in halves]
    return World(Year(2026, people, HOLIDAYS, periods, RHYTHMS[0]), _changes(chance, people))


def _row(rhythm: Rhythm, team: Team | None) -> CheckInRhythm:
    week = rhythm.kind.partition(":")[2]
    return CheckInRhythm(
        team=team,
        every=EVERY.get(rhythm.kind, "month"),
        week=5 if week == "last" else int(week),
        weekdays=rhythm.weekdays,
        at=rhythm.at,
        begins=rhythm.begins,
        skip_days=rhythm.skip_days,
    )


def _people(chance: random.Random) -> tuple[list[Member], list[Person]]:
    members = [
        Member(
            name=f"P{number:04}", email=f"p{number:04}@example.com", time_zone=ZONES[number % 5] if number % 5 else ""
        )
        for number in range(PEOPLE)
    ]
    for number, member in enumerate(members[20:220]):
        member.manager = members[number % 20]
    Member.objects.bulk_create(members)
    people, absences = [], []
    for number, member in enumerate(members):
        person = Person(member.pk, ZONES[number % 5], [], manager=member.manager_id)
        if chance.random() < 0.6:
            first = FIRST + timedelta(weeks=chance.randrange(50), days=chance.choice([-2, 0, 0, 3]))
            last = first + timedelta(days=chance.randrange(21))
            if chance.random() < 0.95:  # most come back on a Monday
                last += timedelta(days=6 - last.weekday())
            person.away = (first, last)
            absences.append(OutOfOffice(member=member, first_day=person.away[0], last_day=person.away[1]))
        people.append(person)
    OutOfOffice.objects.bulk_create(absences)
    inbox_only = [Reachability(member=member, no_mail=True) for number, member in enumerate(members) if number % 6]
    Reachability.objects.bulk_create(inbox_only)  # as many letters as the test has time for
    return members, people


def _goal(
    chance: random.Random, member: Member, halves: list[Period], rhythm: Rhythm, number: int
) -> tuple[Goal, Thing]:
    half = halves[0] if chance.random() < 0.06 else halves[1]  # what ends in June and stays open is overdue
    start = date(2026, 1, 1) + timedelta(days=chance.randrange(60))
    goal = Goal(
        kind="key_result",
        title=f"{member.name} {number}",
        entity="individual" if rhythm is RHYTHMS[0] else "team",
        check_in_owner=member,
        period=half,
        start=start,
        due=half.end - timedelta(days=chance.randrange(10)),
        privacy=chance.choice(["everyone"] * 4 + ["listed"]),
        progress_mode=chance.choice(["manual"] * 9 + ["rollup"]),
    )
    thing = Thing(goal.pk, rhythm, start, goal.due, goal.privacy == "listed", goal.progress_mode == "rollup")
    return goal, thing


def _changes(chance: random.Random, people: list[Person]) -> dict[datetime, list[tuple[str, Thing]]]:
    """Some check in, some close: at instants at which the clock is looked at, and right after that."""
    looks = list(_looks())
    changes: dict[datetime, list[tuple[str, Thing]]] = {}
    for person in people:
        for thing in person.things:
            for at in sorted(chance.sample(looks, chance.choice([0, 2, 6]))):
                thing.checked_in.append(at)
                changes.setdefault(at, []).append(("check in", thing))
            if chance.random() < 0.2:
                thing.closed = chance.choice(looks)
                changes.setdefault(thing.closed, []).append(("close", thing))
    return changes


def _looks() -> Iterator[datetime]:
    at = BEGIN + STEP
    while at <= END:
        yield at
        at += STEP


class Dead(BaseException):
    """The process ends here."""


@contextmanager
def _line(world: World, chance: random.Random) -> Iterator[Any]:
    class Line:
        def send(self, card: Card, to: Member, deliveries: Sequence[Delivery]) -> None:
            if chance.random() < 0.004:
                raise Dead  # claimed, and not sent
            world.sent.extend(row.notification_id for row in deliveries)

    yield Line()


def _work(chance: random.Random, monkeypatch: pytest.MonkeyPatch) -> None:
    """One look at the clock by a runner that may die anywhere."""
    kill = chance.choices(["", "find", "tell", "save"], weights=[20, 1, 1, 1])[0]
    with suppress(Dead), monkeypatch.context() as patch:
        if kill:
            name = {"find": "_candidates", "tell": "tell", "save": "_people"}[kill]
            patch.setattr(planner, name, _dying(getattr(planner, name), chance.randrange(3)))
        planner.look_at_the_clock()
        planner.work_off.call_local()
    if kill:  # another runner, a minute later
        planner.look_at_the_clock()
        planner.work_off.call_local()
    with suppress(Dead):
        hand_over.call_local()


def _dying(function: Any, calls: int) -> Any:
    left = [calls]

    def die(*args: Any, **more: Any) -> Any:
        if left[0] == 0:
            raise Dead
        left[0] -= 1
        return function(*args, **more)

    return die


def _happen(changes: list[tuple[str, Thing]]) -> None:
    checked_in = [thing.id for what, thing in changes if what == "check in"]
    closed = [thing.id for what, thing in changes if what == "close"]
    if checked_in:
        Goal.objects.filter(pk__in=checked_in).update(checked_in_at=clock.now())
    if closed:
        Goal.objects.filter(pk__in=closed).update(state="closed")


@pytest.mark.once
def test_everybody_is_told_exactly_what_they_should_be_and_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    monkeypatch.setitem(CHANNELS, "email", lambda: _line(world, chance))
    monkeypatch.setattr(composing, "message", lambda row, reader: Card(subject="x", title="x"))
    with clock.at(BEGIN):
        planner.find_turns()
    for look in _looks():
        with clock.at(look):
            _work(chance, monkeypatch)
            _happen(world.changes.get(look, []))
    with clock.at(END + STEP):
        hand_over.call_local()
    expected = {told: at for at, told in world.year.told(BEGIN, END)}
    told = {_told(row): row.at for row in Notification.objects.all()}
    assert told.keys() - expected.keys() == set()
    assert expected.keys() - told.keys() == set()
    assert all(timedelta(0) <= told[one] - expected[one] < STEP for one in expected)
    assert len(expected) > 10_000
    assert len({kind for _who, kind, _day, _names in expected}) == 6
    _assert_nine_was_nine_by_every_clock(world.year)
    _assert_each_letter_went_out_once(world)


def _assert_nine_was_nine_by_every_clock(year: Year) -> None:
    """To the minute, the days on which clocks were put forward and back included."""
    turns = list(Turn.objects.all())
    assert all(turn.instant == year.clocks[turn.zone][turn.day, turn.at] for turn in turns)
    for zone, hours in zip(ZONES, (2, 2, 1, 1, 2), strict=True):  # by UTC: two where there is a summer time
        found = [turn for turn in turns if turn.zone == zone]
        assert len({turn.instant.hour for turn in found}) == hours
        assert len({turn.day for turn in found}) >= 365


def _told(row: Notification) -> Told:
    facts = row.facts
    names = facts.get("people") or facts.get("periods")
    named = names or [*facts["overdue"], *facts["check_in"], *facts["due_soon"]]
    day = date.fromisoformat(row.key.rsplit(" ", 1)[-1])
    return row.recipient_id, row.kind, day, frozenset(UUID(name) for name in named)


def _assert_each_letter_went_out_once(world: World) -> None:
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert set(states) <= {"sent", "dropped"}  # dropped: the next message took its place while its runner lay dead
    assert states["dropped"] < 10
    assert Counter(world.sent).most_common(1)[0][1] == 1
    assert len(world.sent) == states["sent"] > 1_000
