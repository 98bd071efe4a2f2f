"""Who has to be told what in a year, found out the slow way: day by day and person by person, forwards.

Shares nothing with the planner but the data: turns are counted out on a calendar, what falls on a day off is carried
in the hand until a day comes that is none, and the clock of every zone is read every half hour of the year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
Told = tuple[UUID, str, date, frozenset[UUID]]  # whom, the kind, the day, the items or people it names


@dataclass
class Rhythm:
    """`kind` is weeks:1, weeks:2, weeks:3, month:1 … month:4 or month:last."""

    kind: str
    weekdays: list[int]
    at: time
    begins: date
    skip_days: int = 0

    def turns(self, year: int) -> set[date]:
        """Every turn of the year and the month before it, counted out."""
        what, number = self.kind.split(":")
        return set(self._weekly(year, int(number)) if what == "weeks" else self._monthly(year, number))

    def _weekly(self, year: int, weeks: int) -> Iterator[date]:
        monday = self.begins - self.begins.weekday() * DAY
        while monday > date(year - 1, 12, 1):
            monday -= weeks * 7 * DAY
        while monday <= date(year, 12, 31):
            yield from (monday + weekday * DAY for weekday in self.weekdays)
            monday += weeks * 7 * DAY

    def _monthly(self, year: int, number: str) -> Iterator[date]:
        for y, month in [(year - 1, 12), *((year, month) for month in range(1, 13))]:
            for weekday in self.weekdays:
                days = [week[weekday] for week in calendar.monthcalendar(y, month) if week[weekday]]
                yield date(y, month, days[-1] if number == "last" else days[int(number) - 1])


@dataclass(eq=False)
class Thing:
    """An item. `checked_in` are the instants of its check-ins, `closed` when it was closed."""

    id: UUID
    rhythm: Rhythm
    start: date
    due: date
    is_private: bool = False
    is_automatic: bool = False
    checked_in: list[datetime] = field(default_factory=list)
    closed: datetime | None = None

    def last(self, moment: datetime, zone: ZoneInfo) -> date | None:
        before = [at for at in self.checked_in if at < moment]
        return max(before).astimezone(zone).date() if before else None

    def is_open(self, moment: datetime) -> bool:
        return self.closed is None or moment <= self.closed


@dataclass
class Person:
    id: UUID
    zone: str
    things: list[Thing]
    away: tuple[date, date] | None = None
    manager: UUID | None = None
    owns: list[tuple[UUID, UUID]] = field(default_factory=list)  # goal and period

    def is_away(self, day: date) -> bool:
        return self.away is not None and self.away[0] <= day <= self.away[1]


@dataclass
class Year:
    """Everything there is: people, holidays, periods (id, first and last day), the organisation's own rhythm."""

    year: int
    people: list[Person]
    holidays: set[date]
    periods: list[tuple[UUID, date, date]]
    own: Rhythm

    def __post_init__(self) -> None:
        self.turns = {id(r): r.turns(self.year) for p in self.people for t in p.things for r in [t.rhythm]}
        self.things = {thing.id: thing for person in self.people for thing in person.things}
        self.clocks = {zone: self._clock(ZoneInfo(zone)) for zone in {person.zone for person in self.people}}

    def _clock(self, zone: ZoneInfo) -> dict[tuple[date, time], datetime]:
        """When the clock of a zone first shows each half hour of each day."""
        shown: dict[tuple[date, time], datetime] = {}
        moment = datetime(self.year, 1, 1, tzinfo=UTC) - 2 * DAY
        while moment < datetime(self.year + 1, 1, 3, tzinfo=UTC):
            local = moment.astimezone(zone)
            shown.setdefault((local.date(), local.time().replace(tzinfo=None)), moment)
            moment += timedelta(minutes=30)
        return shown

    def told(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, Told]]:
        """Everything that is told after `since` until `until`, with the instant."""
        reports: dict[UUID, list[Person]] = {}
        for person in self.people:
            if person.manager:
                reports.setdefault(person.manager, []).append(person)
        for person in self.people:
            found = [*self._asked(person), *self._periods(person), *self._missed(person, reports.get(person.id, []))]
            yield from ((at, told) for at, told in found if since < at <= until)

    def _days(self) -> Iterator[date]:
        day = date(self.year, 1, 1)
        while day.year == self.year:
            yield day
            day += DAY

    def _is_off(self, person: Person, day: date, rhythm: Rhythm) -> bool:
        weekend = day.weekday() >= 5 and day.weekday() not in rhythm.weekdays
        return weekend or day in self.holidays or person.is_away(day)

    def _asked(self, person: Person) -> Iterator[tuple[datetime, Told]]:
        zone, hands = ZoneInfo(person.zone), {thing.id: set[str]() for thing in person.things}
        for day in self._days():
            ready = []
            for thing in person.things:
                hand = hands[thing.id]
                if day in self.turns[id(thing.rhythm)] and day >= thing.start:
                    hand.add("asked")
                if day > thing.due and day.weekday() == min(thing.rhythm.weekdays):
                    hand.add("overdue")
                if day == thing.due - 7 * DAY:
                    hand.add("soon")
                if not self._is_off(person, day, thing.rhythm):
                    ready.append((thing, set(hand)))
                    hand.clear()
            told = self._message(person, day, zone, ready)
            if told:
                yield told

    def _message(
        self, person: Person, day: date, zone: ZoneInfo, ready: list[tuple[Thing, set[str]]]
    ) -> tuple[datetime, Told] | None:
        for at in sorted({thing.rhythm.at for thing, _hand in ready}):
            moment = self.clocks[person.zone][day, at]
            reasons = {thing: _why(thing, hand, day, moment, zone) for thing, hand in self._open(ready, moment)}
            found = {thing: why for thing, why in reasons.items() if why}
            if found and min(thing.rhythm.at for thing in found) <= at:
                kind = next(kind for why, kind in _KINDS if why in found.values())
                return moment, (person.id, kind, day, frozenset(thing.id for thing in found))
        return None

    def _open(self, ready: list[tuple[Thing, set[str]]], moment: datetime) -> list[tuple[Thing, set[str]]]:
        return [(thing, hand) for thing, hand in ready if thing.is_open(moment) and not thing.is_automatic]

    def _periods(self, person: Person) -> Iterator[tuple[datetime, Told]]:
        begun: set[UUID] = set()
        ending: set[UUID] = set()
        for day in self._days():
            begun |= {pk for pk, start, _end in self.periods if start == day}
            ending |= {pk for pk, _start, end in self.periods if end - day in (14 * DAY, 3 * DAY)}
            if self._is_off(person, day, self.own):
                continue
            moment = self.clocks[person.zone][day, self.own.at]
            news = {pk for pk, start, _end in self.periods if pk in begun and day - start <= 14 * DAY}
            if news:
                yield moment, (person.id, "period.started", day, frozenset(news))
            mine = {period for goal, period in person.owns if self.things[goal].is_open(moment)}
            late = {pk for pk, _start, end in self.periods if end < day}
            if (ending - late) & mine:
                yield moment, (person.id, "period.ending", day, frozenset((ending - late) & mine))
            begun, ending = set(), set()

    def _missed(self, manager: Person, reports: list[Person]) -> Iterator[tuple[datetime, Told]]:
        monday = False
        for day in self._days() if reports else ():
            monday = monday or day.weekday() == 0
            if self._is_off(manager, day, self.own):
                continue
            if monday:
                moment = self.clocks[manager.zone][day, self.own.at]
                late = frozenset(person.id for person in reports if self._is_late(person, manager, day, moment))
                if late:
                    yield moment, (manager.id, "manager.digest", day, late)
            monday = False

    def _is_late(self, person: Person, manager: Person, day: date, moment: datetime) -> bool:
        for thing in self._open([(thing, set()) for thing in person.things], moment):
            item = thing[0]
            turns = [turn for turn in self.turns[id(item.rhythm)] if item.start <= turn < day]
            if item.is_private or not turns or self._nobody_was_there(person, day, max(turns)):
                continue
            last = item.last(moment, ZoneInfo(manager.zone))
            if last is None or last < max(turns) - max(0, item.rhythm.skip_days - 1) * DAY:
                return True
        return False

    def _nobody_was_there(self, person: Person, day: date, turn: date) -> bool:
        return turn in self.holidays or day in self.holidays or person.is_away(turn) or person.is_away(day)


_KINDS = (("asked", "check_in.due"), ("overdue", "goal.overdue"), ("soon", "goal.due_soon"))


def _why(thing: Thing, hand: set[str], day: date, moment: datetime, zone: ZoneInfo) -> str:
    if day > thing.due:
        return "overdue" if "overdue" in hand else ""
    last = thing.last(moment, zone)
    is_fresh = last is not None and last > day - max(1, thing.rhythm.skip_days) * DAY
    if "asked" in hand and not is_fresh:
        return "asked"
    return "soon" if "soon" in hand and day >= thing.start else ""
