"""The pages of the inbox (spec okrs §15.1; the rail counts what is unread)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.numbers import in_address
from cairn.core.prepared import prepared
from cairn.goals.models.goal import Eyes, eyes
from cairn.notifications.catalogue import CATALOGUE, Group, of_group
from cairn.notifications.groups import GROUP_ICONS, GROUP_NAMES
from cairn.notifications.models import Notification
from cairn.notifications.places import path_of
from cairn.notifications.wording import sentence
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization

PAGE = 40
VIEWS: dict[str, str | Promise] = {"": _("Open"), "unread": _("Unread"), "done": _("Done")}


@dataclass(frozen=True)
class Item:
    """One row. `icon` stands where nobody did it."""

    id: UUID
    words: str
    path: str
    at: datetime
    person: Member | None
    icon: str
    is_read: bool
    is_done: bool
    owes: bool


@dataclass(frozen=True)
class Day:
    """The rows of one day, in the reader's time zone."""

    day: date
    items: list[Item]


@dataclass(frozen=True)
class Inbox:
    """One page: what one owes stands above, on the first page of the open view only."""

    view: str
    group: str
    owed: list[Item]
    days: list[Day]
    unread: int
    page: int
    pages: int
    groups: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.owed and not self.days

    @property
    def address(self) -> str:
        """The query that names the view and the filter."""
        return urlencode({name: value for name, value in (("view", self.view), ("group", self.group)) if value})


def unread(actor: Actor) -> int:
    """How many notifications one has not looked at; for the rail."""
    if actor.member is None:
        return 0
    counted: list[int] = _unread(eyes(actor), clock.now())
    return sum(counted)


@prepared
def _unread(who: Eyes, now: datetime) -> Any:
    counted = Notification.objects.of(who, now).unread().order_by().values("recipient").annotate(n=Count("pk"))
    return counted.values_list("n", flat=True)


def inbox(actor: Actor, organization: Organization, asked: Mapping[str, str]) -> Inbox:
    """?view=unread or done, ?group= a section of the catalogue, ?page=; anything odd is the first page of all."""
    view = asked.get("view", "") if asked.get("view", "") in VIEWS else ""
    group = asked.get("group", "") if asked.get("group", "") in set(Group) else ""
    mine = Notification.objects.of(actor)
    counts = mine.aggregate(unread=Count("pk", filter=Q(read_at=None, done_at=None)), **_counted(view, group))
    rows = _filtered(mine, view, group)
    pages = max(1, -(-counts["listed"] // PAGE))
    page = min(max(1, in_address(asked.get("page", ""), 1)), pages)
    owed = list(_filtered(mine, view, group, owes=True)[:PAGE]) if view != "done" and page == 1 else []
    shown = list(rows[(page - 1) * PAGE : page * PAGE])
    return Inbox(
        view,
        group,
        [item_of(row, organization) for row in owed],
        _by_day([item_of(row, organization) for row in shown]),
        counts["unread"],
        page,
        pages,
        [(name.value, str(GROUP_NAMES[name])) for name in Group],
    )


def item(actor: Actor, organization: Organization, notification_id: UUID) -> tuple[Notification, Item] | None:
    """One of one's own notifications; None when there is no such."""
    row = Notification.objects.of(actor).select_related("actor", "goal", "child").filter(pk=notification_id).first()
    return None if row is None else (row, item_of(row, organization))


def _condition(view: str, group: str) -> Q:
    found = Q(done_at__isnull=view != "done")
    if view == "unread":
        found &= Q(read_at=None)
    if group:
        found &= Q(kind__in=[kind.name for kind in of_group(Group(group))])
    return found


def _counted(view: str, group: str) -> dict[str, Count]:
    listed = _condition(view, group) if view == "done" else _condition(view, group) & Q(owes=False)
    return {"listed": Count("pk", filter=listed)}


def _filtered(mine: Any, view: str, group: str, *, owes: bool = False) -> Any:
    found = mine.filter(_condition(view, group)).select_related("actor", "goal", "child")
    if view != "done":
        found = found.filter(owes=owes)
    return found.order_by("-at", "-pk")


def item_of(row: Notification, organization: Organization) -> Item:
    """A row with actor, goal and child loaded, as lists show it."""
    kind = CATALOGUE.get(row.kind)
    return Item(
        row.pk,
        sentence(row),
        path_of(organization, row),
        row.at,
        row.actor,
        GROUP_ICONS[kind.group] if kind else "bell",
        row.is_read,
        row.done_at is not None,
        row.owes,
    )


def _by_day(items: list[Item]) -> list[Day]:
    days: list[Day] = []
    for row in items:
        day = timezone.localtime(row.at).date()
        if not days or days[-1].day != day:
            days.append(Day(day, []))
        days[-1].items.append(row)
    return days
