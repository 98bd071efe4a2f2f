"""Times things and counts their queries."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.template import Context, Engine


@dataclass(frozen=True)
class Figure:
    """How one thing did: milliseconds at best, at the middle, at 95 of 100 and at worst; queries; kilobytes sent.

    `processor` is the middle of the processor time this process spent. It and `best` tell most on a machine that is
    busy with something else; it leaves out what a database server does meanwhile.
    """

    name: str
    rounds: int
    best: float
    p50: float
    p95: float
    worst: float
    processor: float
    queries: int
    kilobytes: float | None


class Counter:
    """Counts SQL statements that are sent."""

    count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


@contextmanager
def counted() -> Iterator[Counter]:
    """Counts what is sent to the database until the block ends."""
    counter = Counter()
    with connection.execute_wrapper(counter):
        yield counter


_PIECE_OF_WORK = """{% load i18n %}{% for row in rows %}<li class="{% if row.is_late %}late{% else %}fine{% endif %}">
<a href="/{{ row.number }}" title="{{ row.title }}">{{ row.title|truncatechars:40 }}</a> {{ row.share|floatformat:1 }}
{{ row.day|date:"Y-m-d" }} {% translate "Close" %}</li>{% endfor %}"""


def yardstick() -> float:
    """Milliseconds that a fixed piece of work takes here and now, the best of nine.

    Figures of two machines, or of one machine on two days, compare only in relation to it. It is a template of
    Django's with a hundred rows: what it takes does not depend on how Cairn is written.
    """
    template = Engine(libraries={"i18n": "django.templatetags.i18n"}).from_string(_PIECE_OF_WORK)
    rows = [
        {"number": n, "title": f"Row {n} of a hundred", "share": n / 3, "day": date(2026, 1, 1), "is_late": n % 3}
        for n in range(100)
    ]
    times = []
    for _time in range(9):
        begun = time.perf_counter()
        template.render(Context({"rows": rows}))
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


def measure(name: str, ask: Callable[[int], int | None], rounds: int, warm_up: int = 4) -> Figure:
    """Calls `ask(number)` so many times; it answers the bytes sent, or None. The first few calls do not count."""
    times, own, queries, size = [], [], 0, 0
    for number in range(-warm_up, rounds):
        gc.collect(0)
        with counted() as counter:
            begun, begun_own = time.perf_counter(), time.process_time()
            sent = ask(number + warm_up)
            passed, passed_own = (time.perf_counter() - begun) * 1000, (time.process_time() - begun_own) * 1000
        if number >= 0:
            times.append(passed)
            own.append(passed_own)
            queries = max(queries, counter.count)
            size = max(size, sent or 0)
    times.sort()
    return Figure(
        name=name,
        rounds=rounds,
        best=times[0],
        p50=times[len(times) // 2],
        p95=times[min(len(times) - 1, int(len(times) * 0.95))],
        worst=times[-1],
        processor=sorted(own)[len(own) // 2],
        queries=queries,
        kilobytes=size / 1024 if size else None,
    )
