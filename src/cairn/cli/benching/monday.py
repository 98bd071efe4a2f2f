"""Monday at nine: reminders are planned, written and handed to a mail server, while pages are asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from cairn.cli.benching.timing import Figure
from cairn.core import clock
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Delivery, Notification, Turn, Watch
from cairn.notifications.rhythm import planner
from cairn.organizations.models import Organization

RUNNERS = 2  # as `cairn serve` has on two processors
PAUSE = 0.2  # seconds between two pages


def monday(organization: Organization, page: Callable[[int], int]) -> list[Figure]:
    """Two figures: the whole Monday, in milliseconds, and `page` while it goes on."""
    nine = _next_monday(organization)
    with _mail_server(), clock.at(nine):
        _forget_an_earlier_run()
        Watch.objects.update_or_create(defaults={"seen_until": nine - timedelta(minutes=1)})
        begun = time.perf_counter()
        runners = [_runner() for _number in range(RUNNERS)]
        pages = list(_asked_meanwhile(page, runners))
        passed = (time.perf_counter() - begun) * 1000
        sent = Delivery.objects.filter(state=Delivery.State.SENT).count()
    name = f"Monday 09:00: {sent:,} letters to a mail server"
    pages.sort()
    middle, late = pages[len(pages) // 2], pages[min(len(pages) - 1, int(len(pages) * 0.95))]
    return [
        Figure(name, 1, passed, passed, passed, passed, 0.0, 0, None),
        Figure("company page meanwhile", len(pages), pages[0], middle, late, pages[-1], 0.0, 0, None),
    ]


def _next_monday(organization: Organization) -> datetime:
    zone = ZoneInfo(organization.time_zone)
    today = clock.today(organization.time_zone)
    day = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
    return datetime.combine(day, time_of_day(9), tzinfo=zone)


def _forget_an_earlier_run() -> None:
    """What a person was told once is not told again."""
    for rows in (Delivery.objects, Notification.objects, Turn.objects):
        rows.all()._raw_delete(connection.alias)


@contextmanager
def _mail_server() -> Iterator[None]:
    command = [sys.executable, "-m", "cairn.cli.benching.sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sink:
        assert sink.stdout is not None
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sink.stdout.readline())
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        try:
            yield
        finally:
            sink.terminate()


def _runner() -> int:
    """Another process that works as a job runner does; answers its id."""
    connection.close()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        planner.look_at_the_clock()
        planner.work_off.call_local()
        while _is_something_left():
            hand_over.call_local()
            time.sleep(PAUSE)
        code = 0
    finally:
        os._exit(code)


def _is_something_left() -> bool:
    """Whether somebody still plans or letters wait: a runner is called again for each part that was planned."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=clock.now())
    return bool(Turn.objects.filter(done_at=None).exists() or waiting.exists())


def _asked_meanwhile(page: Callable[[int], int], runners: list[int]) -> Iterator[float]:
    """Milliseconds of each page, until all runners are done."""
    left, number = set(runners), 0
    while left:
        begun = time.perf_counter()
        page(number)
        yield (time.perf_counter() - begun) * 1000
        number += 1
        time.sleep(PAUSE)
        left -= {child for child in left if os.waitpid(child, os.WNOHANG)[0]}
