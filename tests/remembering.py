"""What many tests begin with is made through the actions once in a process; later tests get its rows copied back in.

    world = remembered("world", build)

The first time `build` runs as it would, and the rows it wrote are noted. From then on the rows are inserted and the
object it answered is made anew from its pickle: the same rows and an object nobody has touched, ten times as quickly.
It is made anew all the same where the database does not stand as it stood then.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

from cairn.core import clock, tenancy
from cairn.core.models import Event

T = TypeVar("T")
Rows = dict[Any, tuple[Any, ...]]  # of one table, by primary key


@dataclass(frozen=True)
class Memory:
    """The pickled answer; by table what was inserted and what was changed; how many events there were before."""

    made: bytes
    inserted: list[tuple[str, list[tuple[Any, ...]]]]
    changed: list[tuple[str, list[tuple[Any, ...]]]]
    events_before: int


_memories: dict[tuple[str, bool, date], Memory] = {}


def remembered(name: str, build: Callable[[], T]) -> T:
    """What `build` answers, with its rows in the database. `name` stands for what is built and how."""
    # What is committed is also delivered; and on another day an organisation begins with other periods.
    key = (name, connection.in_atomic_block, clock.now().date())
    with tenancy.across_organizations("the rows of all organisations, for tests"):
        events = Event.objects.count()
        memory = _memories.get(key)
        if memory is not None and memory.events_before == events:
            with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are looked at when all is there
                for sql, rows in (*memory.inserted, *memory.changed):
                    cursor.executemany(sql, rows)
            return pickle.loads(memory.made)  # type: ignore[no-any-return]
        before = _everything() if memory is None else {}
    made = build()
    if memory is None:
        with tenancy.across_organizations("the rows of all organisations, for tests"):
            _memories[key] = _noted(made, before, _everything(), events)
    return made


def _tables() -> dict[str, tuple[str, list[str]]]:
    """By table its primary key and its columns."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy:
            found[options.db_table] = (
                options.pk.column,
                [field.column for field in options.concrete_fields if not field.generated],
            )
    return found


def _everything() -> dict[str, Rows]:
    found = {}
    with connection.cursor() as cursor:
        for table, (key, columns) in _tables().items():
            cursor.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)}")
            place = columns.index(key)
            found[table] = {row[place]: tuple(row) for row in cursor.fetchall()}
    return found


def _noted(made: object, before: dict[str, Rows], after: dict[str, Rows], events: int) -> Memory:
    inserted, changed = [], []
    for table, (key, columns) in _tables().items():
        new = [row for pk, row in after[table].items() if pk not in before[table]]
        other = [row for pk, row in after[table].items() if before[table].get(pk, row) != row]
        if new:
            names, places = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
            inserted.append((f"INSERT INTO {_quoted(table)} ({names}) VALUES ({places})", new))
        if other:
            names, place = ", ".join(f"{_quoted(column)} = %s" for column in columns), columns.index(key)
            sql = f"UPDATE {_quoted(table)} SET {names} WHERE {_quoted(key)} = %s"
            changed.append((sql, [(*row, row[place]) for row in other]))
    return Memory(pickle.dumps(made), inserted, changed, events)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
