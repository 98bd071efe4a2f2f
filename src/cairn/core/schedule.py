"""Work that comes round by itself: every few minutes, or once a day. The job runner (`cairn work`) keeps the time.

    @schedule.daily(at="02:00")
    def tidy() -> None: ...                       # once for the installation

    @schedule.daily(at="02:00", in_each_organization=True)
    def roll_the_year() -> None: ...              # inside every organisation, one after the other

Times are UTC. A turn may be late, left out while nothing runs, or taken twice when there are several runners:
what is scheduled finds its own work and must not mind.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from huey import crontab

from cairn.core import clock, events, jobs, tenancy
from cairn.core.models import IdempotencyKey, PendingEvent, RateWindow

log = logging.getLogger(__name__)

Work = Callable[[], object]
KEYS_ARE_KEPT = timedelta(days=3)
WINDOWS_ARE_KEPT = timedelta(days=8)


@dataclass(frozen=True)
class Periodic:
    """One entry of the timetable; `run()` is one turn."""

    name: str
    when: str
    work: Work
    in_each_organization: bool

    def run(self) -> None:
        """Takes one turn. What fails in one organisation is logged and does not keep the others waiting."""
        if not self.in_each_organization:
            self.work()
            return
        organizations = apps.get_model(settings.CAIRN_TENANT_MODEL)._default_manager
        for organization_id in list(organizations.values_list("pk", flat=True)):
            try:
                with tenancy.enter(organization_id):
                    self.work()
            except Exception:
                log.exception("%s failed in organisation %s; it comes round again.", self.name, organization_id)


TIMETABLE: dict[str, Periodic] = {}


def every(*, minutes: int, in_each_organization: bool = False) -> Callable[[Work], Work]:
    """Registers work for every `minutes` minutes of the clock; `minutes` divides 60."""
    if minutes < 1 or 60 % minutes:
        raise ValueError("minutes must divide 60")
    minute = "*" if minutes == 1 else f"*/{minutes}"
    return _register(f"every {minutes} min", crontab(minute=minute), in_each_organization)


def daily(*, at: str, in_each_organization: bool = False) -> Callable[[Work], Work]:
    """Registers work for once a day at `at` = "HH:MM" in UTC."""
    hour, minute = at.split(":")
    return _register(f"daily at {at}", crontab(hour=str(int(hour)), minute=str(int(minute))), in_each_organization)


def _register(when: str, moment: object, in_each_organization: bool) -> Callable[[Work], Work]:
    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        assert name not in TIMETABLE, f"{name} is scheduled twice"
        entry = TIMETABLE[name] = Periodic(name, when, work, in_each_organization)
        jobs.register_periodic(moment, entry.run, name=name)
        return work

    return register


@every(minutes=1)
def deliver_what_is_overdue() -> None:
    """Sweeps the outboxes of the organisations that have something overdue in them."""
    with tenancy.across_organizations("which organisations have events to deliver"):
        overdue = PendingEvent.objects.filter(retry_at__lte=clock.now())
        waiting = list(overdue.order_by().values_list("organization_id", flat=True).distinct())
    for organization_id in waiting:
        with tenancy.enter(organization_id):
            events.sweep()


@daily(at="03:10")
def throw_away_what_is_spent() -> None:
    """Old rate windows."""
    RateWindow.objects.filter(started_at__lt=clock.now() - WINDOWS_ARE_KEPT).delete()


@daily(at="03:20", in_each_organization=True)
def forget_old_keys() -> None:
    """Idempotency keys whose sender has long stopped trying."""
    IdempotencyKey.objects.filter(created_at__lt=clock.now() - KEYS_ARE_KEPT).delete()
