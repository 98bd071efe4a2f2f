"""Rate limits in the database: correct with any number of processes and without Redis."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import TooOften
from cairn.core.models import RateWindow


def spend(bucket: str, *, limit: int, window: timedelta) -> None:
    """Counts one try. Raises TooOften when `limit` tries were made in the present window."""
    now = clock.now()
    with transaction.atomic():
        row, _created = RateWindow.objects.get_or_create(bucket=bucket, defaults={"started_at": now})
        if row.started_at + window <= now:
            RateWindow.objects.filter(bucket=bucket, started_at=row.started_at).update(started_at=now, count=0)
        allowed = RateWindow.objects.filter(bucket=bucket, count__lt=limit).update(count=F("count") + 1)
    if not allowed:
        wait = max(1, int((row.started_at + window - now).total_seconds()))
        raise TooOften(_("That was tried too often. Please wait a moment and try again."), retry_after=wait)


def give_back(bucket: str) -> None:
    """Takes one try back, because it turned out to be a good one."""
    RateWindow.objects.filter(bucket=bucket, count__gt=0).update(count=F("count") - 1)


def forget(bucket: str) -> None:
    """Starts a bucket anew."""
    RateWindow.objects.filter(bucket=bucket).delete()
