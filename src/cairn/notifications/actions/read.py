"""Read, unread, done: marks in one's own inbox. Nobody else needs to know, so no event is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from cairn.core import clock
from cairn.core.transactions import action
from cairn.notifications.models import Notification
from cairn.organizations.actor import Actor


@action
def mark_read(ids: Iterable[UUID], *, by: Actor) -> int:
    """Marks one's own notifications as read; answers how many were not."""
    return int(_mine(by).filter(pk__in=list(ids), read_at=None).update(read_at=clock.now()))


@action
def mark_unread(ids: Iterable[UUID], *, by: Actor) -> int:
    """Puts one's own notifications back, as if one had not seen them."""
    return int(_mine(by).filter(pk__in=list(ids)).update(read_at=None, done_at=None))


@action
def mark_done(ids: Iterable[UUID], *, by: Actor) -> int:
    """Clears one's own notifications away; answers how many were there."""
    now = clock.now()
    rows = _mine(by).filter(pk__in=list(ids), done_at=None)
    rows.filter(read_at=None).update(read_at=now)
    return int(_mine(by).filter(pk__in=list(ids), done_at=None).update(done_at=now))


@action
def mark_all_read(*, by: Actor) -> int:
    """Marks everything that changed around one as read; what one owes stays as it is."""
    return int(_mine(by).unread().filter(owes=False).update(read_at=clock.now()))


def settle(key: str) -> int:
    """Clears away for everybody what was owed under this key, or one that goes on after a blank: it was done."""
    rows = Notification.objects.filter(Q(key=key) | Q(key__startswith=f"{key} "), done_at=None)
    return int(rows.update(done_at=clock.now()))


def _mine(by: Actor) -> Any:
    return Notification.objects.filter(recipient_id=by.member_id)
