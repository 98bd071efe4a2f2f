"""The manager's weekly look at who has not checked in (spec okrs §15.4 row 30)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.notifications.actions.notify import Notice
from cairn.notifications.queries.items import days_off, reported
from cairn.notifications.rhythm.cascade import Cascade
from cairn.notifications.rhythm.due import is_missed
from cairn.notifications.rhythm.pattern import DaysOff, Pattern
from cairn.organizations.models import Member

MONDAY = 0


class Today(Protocol):
    """What has to be known of the day."""

    @property
    def day(self) -> date: ...
    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def cascade(self) -> Cascade[Pattern]: ...
    @property
    def holidays(self) -> frozenset[date]: ...


def notices(people: Sequence[Member], today: Today, taken: Mapping[UUID, Sequence[date]]) -> Iterator[Notice]:
    """On Mondays: one notice for each manager among `people` some of whose people have not checked in.

    A private goal gives no sign of itself here, whoever the manager is.
    """
    asked = [pk for pk, turns in taken.items() if any(turn.weekday() == MONDAY for turn in turns)]
    if not asked:
        return
    found = _missed(asked, today)
    for manager_id, missed in found.items():
        facts = {"count": len(missed), "people": missed, "day": today.day.isoformat()}
        yield Notice("manager.digest", manager_id, f"reports {today.day.isoformat()}", facts=facts)


def _missed(managers: Sequence[UUID], today: Today) -> dict[UUID, dict[str, list[str]]]:
    """By manager, then by report: the ids of what was not checked in on."""
    reports = list(Member.objects.active().filter(manager__in=managers).order_by("name", "pk"))
    ids = [report.pk for report in reports]
    items = reported(dict.fromkeys(ids, today.zone), today.cascade)
    off = days_off(ids, today.holidays, today.day)
    found: dict[UUID, dict[str, list[str]]] = defaultdict(dict)
    for report in reports:
        mine = off.get(report.pk, DaysOff(today.holidays))
        missed = [
            str(item.id)
            for item in items.of(report.pk)
            if item.id in items.shown and is_missed(item, today.day, mine)
        ]
        if missed and report.manager_id:
            found[report.manager_id][str(report.pk)] = missed
    return found
