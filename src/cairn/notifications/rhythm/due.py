"""What a person is asked for on a day (spec okrs §15.2, §15.4 rows 1, 21 and 30). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID

from cairn.notifications.rhythm.pattern import DaysOff, Pattern, is_turn, is_weekly_turn, last_turn, taken_on

WARNED_BEFORE = timedelta(days=7)


class Why(StrEnum):
    """Why an item stands in somebody's message; the first that fits."""

    OVERDUE = "overdue"
    CHECK_IN = "check_in"
    DUE_SOON = "due_soon"


@dataclass(frozen=True, slots=True)
class Item:
    """An open goal that its check-in owner reports by hand, with the pattern that holds for it.

    `start` and `due` are its first and last day; `checked_in_on` is the day of its latest check-in.
    """

    id: UUID
    owner_id: UUID
    pattern: Pattern
    start: date
    due: date
    checked_in_on: date | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is told on one day: the items by reason, and the time of day at which it is due."""

    items: tuple[tuple[Item, Why], ...]

    @property
    def at(self) -> time:
        """The earliest time that any of the items' patterns asks for."""
        return min(item.pattern.at for item, _why in self.items)

    def ids(self, why: Why) -> list[UUID]:
        return [item.id for item, reason in self.items if reason is why]

    @property
    def main(self) -> Why:
        """What it is called by: check-ins if there are any, else what is overdue, else what ends soon."""
        reasons = {why for _item, why in self.items}
        return next(why for why in (Why.CHECK_IN, Why.OVERDUE, Why.DUE_SOON) if why in reasons)


def message(items: Iterable[Item], day: date, off: DaysOff) -> Message | None:
    """The one message of a person on a day; None when there is nothing to ask for."""
    found = [(item, why) for item in items if (why := reason(item, day, off)) is not None]
    found.sort(key=lambda pair: (pair[1] != Why.OVERDUE, pair[0].due, pair[0].id))
    return Message(tuple(found)) if found else None


def reason(item: Item, day: date, off: DaysOff) -> Why | None:
    """Why this item is asked for on this day, if it is.

    Until its last day by its pattern, unless it was updated lately; seven days before its end in any case; after
    its end once a week for as long as it is open.
    """
    turns = taken_on(day, off, item.pattern.working_days)
    if day > item.due:
        return Why.OVERDUE if any(turn > item.due and is_weekly_turn(item.pattern, turn) for turn in turns) else None
    if any(turn >= item.start and is_turn(item.pattern, turn) for turn in turns) and not is_fresh(item, day):
        return Why.CHECK_IN
    return Why.DUE_SOON if item.due - WARNED_BEFORE in turns and day >= item.start else None


def is_fresh(item: Item, day: date) -> bool:
    """Whether it was updated so lately that it is left out: on this day, or by its pattern's own count."""
    return item.checked_in_on is not None and (day - item.checked_in_on).days < max(1, item.pattern.skip_days)


def last_asked(item: Item, day: date) -> date | None:
    """The day of the latest turn that asks for it; None when none has asked yet, or it was fresh then."""
    if day > item.due:
        weekly = (day - timedelta(days=back) for back in range(7))
        return next((turn for turn in weekly if turn > item.due and is_weekly_turn(item.pattern, turn)), None)
    turn = last_turn(item.pattern, day, since=item.start)
    return None if turn is None or (is_fresh(item, turn) and _was_before(item, turn)) else turn


def is_owed(item: Item, day: date) -> bool:
    """Whether a check-in is missing on this day: none since a turn asked for it."""
    asked = last_asked(item, day)
    return asked is not None and (item.checked_in_on is None or item.checked_in_on < asked)


def _was_before(item: Item, turn: date) -> bool:
    return item.checked_in_on is not None and item.checked_in_on < turn


def is_missed(item: Item, day: date, off: DaysOff) -> bool:
    """Whether a manager hears of it on this day: what was asked for before it was not given, and nobody was away."""
    turn = last_turn(item.pattern, day - timedelta(days=1), since=item.start)
    if turn is None or off.holds(turn) or off.holds(day):
        return False
    if item.checked_in_on is None:
        return True
    return item.checked_in_on < turn and not is_fresh(item, turn)
