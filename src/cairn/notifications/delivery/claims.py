"""Who sends what: rows are claimed before they are sent, so that two runners never send the same letter.

A runner that dies keeps its claim for LEASE; then others take the rows over. What was handed over is marked at once,
row by row. A runner that dies between the server's "accepted" and that mark leaves one letter that goes out again,
under the same Message-ID, by which mail programs know a duplicate ([decision 10](docs/decisions)).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from cairn.core import clock, tenancy
from cairn.core.ids import new_id
from cairn.core.raw_sql import uuid_mark, uuid_values
from cairn.notifications.models import Delivery

LEASE = timedelta(minutes=10)
GIVES_UP_AFTER = 12
State = Delivery.State


def claim(limit: int) -> list[Delivery]:
    """Takes up to `limit` due deliveries, whole digests, for this runner alone."""
    mark, now = new_id(), clock.now()
    free = _free()
    with transaction.atomic():
        rows = Delivery.objects.filter(free, due_at__lte=now).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        picked = list(rows.values_list("pk", "recipient_id", "bundle", "channel")[:limit])
        wanted = Q(pk__in=[pk for pk, _member, bundle, _channel in picked if not bundle])
        for member_id, bundle, channel in {(m, b, c) for _pk, m, b, c in picked if b}:
            wanted |= Q(recipient_id=member_id, bundle=bundle, channel=channel)
        if not picked:
            return []
        Delivery.objects.filter(free & wanted).update(state=State.CLAIMED, claim=mark, claimed_at=now)
    mine = Delivery.objects.filter(claim=mark, state=State.CLAIMED)
    told = ("notification__actor", "notification__goal", "notification__child")
    related = mine.select_related("organization", "recipient", *told)
    return list(related.order_by("due_at", "pk"))


def _free() -> Q:
    return Q(state=State.WAITING) | Q(state=State.CLAIMED, claimed_at__lt=clock.now() - LEASE)


def is_spent(rows: Sequence[Delivery]) -> bool:
    """True when half the lease is over: the rest is better given back than sent."""
    claimed = rows[0].claimed_at
    return claimed is None or clock.now() - claimed > LEASE / 2


def mark_sent(rows: Sequence[Delivery]) -> None:
    """Notes that these went out, in a commit of its own. Written by hand: it comes once for every letter, and
    building the statement took longer than running it.
    """
    claim = rows[0].claim
    assert claim is not None, "what nobody claimed was not sent"
    marks = ", ".join([uuid_mark()] * len(rows))
    statement = (
        f"UPDATE {Delivery._meta.db_table} SET state = %s, sent_at = %s, error = ''"  # noqa: S608
        f" WHERE organization_id = {uuid_mark()} AND claim = {uuid_mark()} AND state = %s AND id IN ({marks})"
    )
    told = uuid_values([tenancy.current_id(), claim])
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, [State.SENT, now, *told, State.CLAIMED, *uuid_values(row.pk for row in rows)])


def drop(rows: Sequence[Delivery], reason: str) -> None:
    """Closes deliveries that nobody needs any more."""
    _mine(rows).update(state=State.DROPPED, error=reason[:200])


def fail(rows: Sequence[Delivery], reason: str) -> None:
    """Closes deliveries that the other side refused for good."""
    _mine(rows).update(state=State.FAILED, attempts=F("attempts") + 1, error=reason[:200])


def release(rows: Sequence[Delivery]) -> None:
    """Gives back what was claimed and not tried."""
    if rows:
        _mine(rows).update(state=State.WAITING, claim=None, claimed_at=None)


def put_off(rows: Sequence[Delivery], reason: str) -> None:
    """Tries again later, each time twice as late, up to six hours; gives up after two days or so."""
    for row in rows:
        if row.attempts + 1 >= GIVES_UP_AFTER:
            fail([row], reason)
            continue
        wait = timedelta(minutes=min(360, 2 ** (row.attempts + 1)))
        _mine([row]).update(
            state=State.WAITING,
            claim=None,
            claimed_at=None,
            attempts=F("attempts") + 1,
            due_at=clock.now() + wait,
            error=reason[:200],
        )


def _mine(rows: Sequence[Delivery]) -> Any:
    return Delivery.objects.filter(pk__in=[row.pk for row in rows], claim=rows[0].claim, state=State.CLAIMED)
