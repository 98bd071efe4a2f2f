"""What a number of people are told at one time of one day, and the telling (spec okrs §15.2, §15.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.core import clock
from cairn.notifications.actions.notify import Notice, notify_all
from cairn.notifications.models import Notification
from cairn.notifications.queries.items import Reported, days_off, reported
from cairn.notifications.queries.rhythms import cascade, holidays_around
from cairn.notifications.rhythm import periods, reports
from cairn.notifications.rhythm.cascade import Cascade
from cairn.notifications.rhythm.due import Message, Why, message
from cairn.notifications.rhythm.pattern import DaysOff, Pattern, taken_on
from cairn.organizations.models import Member

ASKED: dict[Why, str] = {
    Why.CHECK_IN: "check_in.due",
    Why.OVERDUE: "goal.overdue",
    Why.DUE_SOON: "goal.due_soon",
}


@dataclass(frozen=True)
class Day:
    """A day and a time of day in a zone, with what is known of the organisation then."""

    day: date
    at: time
    zone: ZoneInfo

    @cached_property
    def cascade(self) -> Cascade[Pattern]:
        return cascade()

    @cached_property
    def holidays(self) -> frozenset[date]:
        return holidays_around(self.day)

    @property
    def pattern(self) -> Pattern:
        """The organisation's own: it says when period messages and the manager's weekly look are due."""
        return self.cascade.rhythm_of(None)


def tell(people: Sequence[Member], day: Day) -> int:
    """Tells these people, who live in the zone of `day`, what is due by then; answers how many were told anew."""
    ids = [member.pk for member in people]
    off = days_off(ids, day.holidays, day.day)
    holidays_only = DaysOff(day.holidays)
    mine = reported(dict.fromkeys(ids, day.zone), day.cascade)
    notices = list(_asked(people, day, mine, {pk: off.get(pk, holidays_only) for pk in ids}))
    _supersede([notice.recipient_id for notice in notices], key_of(day.day))
    if day.at >= day.pattern.at:
        works = day.pattern.working_days
        taken = {pk: taken_on(day.day, off.get(pk, holidays_only), works) for pk in ids}
        notices += periods.notices(people, day.day, taken)
        notices += reports.notices(people, day, taken)
    return notify_all(notices)


def key_of(day: date) -> str:
    """What makes a person's message of a day the same message."""
    return f"asked {day.isoformat()}"


def _asked(people: Sequence[Member], day: Day, mine: Reported, off: Mapping[UUID, DaysOff]) -> Iterator[Notice]:
    for member in people:
        found = message(mine.of(member.pk), day.day, off[member.pk])
        if found is not None and found.at <= day.at:
            yield Notice(ASKED[found.main], member.pk, key_of(day.day), facts=_facts(found, day.day))


def _facts(found: Message, day: date) -> dict[str, object]:
    ids: dict[str, object] = {why.value: [str(pk) for pk in found.ids(why)] for why in Why}
    return {**ids, "count": len(found.items), "day": day.isoformat()}


def _supersede(recipients: Sequence[UUID], key: str) -> None:
    """A new message takes the place of the one before, which nobody needs to work through any more."""
    older = Notification.objects.filter(recipient_id__in=recipients, kind__in=ASKED.values(), done_at=None)
    older.exclude(key=key).update(done_at=clock.now())
