"""Write many rows quickly: one statement and plain values, where Django builds an expression for each value.

For loads of tens of thousands of rows (imports, the demo, the bench), and for the numbers that every check-in moves.
Every column comes from the object as it is, so new rows need their ids and defaults, which TenantModel and its fields
give them when they are made. PostgreSQL takes a column as one array, and plans the statement once; SQLite, which has
no way to travel, takes row by row.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, connections, models, router
from django.db.models import Field, Model

from cairn.core import tenancy
from cairn.core.lots import in_lots


@contextmanager
def without_collecting() -> Iterator[None]:
    """Puts off the collector of reference cycles while masses of rows are built, none of which is garbage yet.

    It would walk all of them again and again: a quarter of the time of a large import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert(rows: Iterable[Model]) -> None:
    """Inserts new rows of one tenant table; claims each for the organisation we are in.

    Raises ForeignRow and NoOrganization as saving does, IntegrityError as the database does.
    """
    objects = list(rows)
    if not objects:
        return
    model = type(objects[0])
    for row in objects:
        tenancy.claim(row)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    if connection.vendor == "postgresql":
        sql = f"INSERT INTO {table} ({columns}) SELECT * FROM {_arrays(fields)}"  # noqa: S608
    else:
        sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    _write(sql, objects, fields)
    for row in objects:
        row._state.adding, row._state.db = False, connection.alias


def update(rows: Iterable[Model], names: Collection[str]) -> None:
    """Writes the named fields of rows of one tenant table that are there already. Others of their fields stay.

    Raises ForeignRow and NoOrganization as saving does, IntegrityError as the database does.
    """
    objects, organization_id = list(rows), tenancy.current_id()
    for row in objects:
        tenancy.claim(row)
    if not objects:
        return
    model = type(objects[0])
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    key = model._meta.pk
    table, mine = _quoted(model._meta.db_table), [key.get_db_prep_save(organization_id, connection)]
    if connection.vendor == "postgresql":
        columns = ", ".join(f"{_quoted(field.column)} = new.{_quoted(field.column)}" for field in fields)
        given = ", ".join(_quoted(field.column) for field in (*fields, key))
        sql = (
            f"UPDATE {table} SET {columns} FROM {_arrays([*fields, key])} AS new ({given})"  # noqa: S608
            f" WHERE {table}.id = new.id AND {table}.organization_id = %s"
        )
    else:
        columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
        sql = f"UPDATE {table} SET {columns} WHERE id = %s AND organization_id = %s"  # noqa: S608
    _write(sql, objects, [*fields, key], mine)


def refresh_statistics() -> None:
    """Tells PostgreSQL how much there is now. Right after a large load, in the same transaction, it still plans its
    queries for tables that are all but empty, and can take minutes for what is a matter of milliseconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _write(sql: str, rows: list[Model], fields: Sequence[Any], more: Sequence[Any] = ()) -> None:
    """Runs the statement with these fields of the rows, and with what is the same for all after them."""
    assert router.db_for_write(type(rows[0])) == connection.alias
    columns = [(field.attname, _preparation(field)) for field in fields]
    with _planning_once(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for lot in in_lots(rows, _AT_ONCE):
                arrays = [[put(getattr(row, name)) for row in lot] for name, put in columns]
                cursor.execute(sql, [*arrays, *more])
        else:
            cursor.executemany(sql, [[*(put(getattr(row, name)) for name, put in columns), *more] for row in rows])


_AT_ONCE = 1000  # rows that travel in one statement: arrays of some ten thousand values


def _planning_once() -> AbstractContextManager[None]:
    here: Any = connections[connection.alias]
    return here.planning_once() if connection.vendor == "postgresql" else nullcontext()


def _arrays(fields: Sequence[Any]) -> str:
    """A table made of one array for each field. Lengths are left to the column, where a text that is too long fails;
    a cast would cut it.
    """
    types = [str(field.db_type(connection)).partition("(")[0] for field in fields]
    return f"unnest({', '.join(f'%s::{name}[]' for name in types)})"


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _preparation(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """How the values of a column are put for the database: as the field does it, but without its detours for a value
    of the type that the column usually holds. A load has millions of those.
    """
    here = connections[connection.alias]  # the proxy looks for the connection of the thread at every attribute
    inner = field.target_field if isinstance(field, models.ForeignKey) else field
    usual, at_once = _usual(inner, here)
    if isinstance(inner, models.IntegerField):
        prepared = inner.get_prep_value  # the database's own way gives whole numbers types, and an array has but one
    else:
        prepared = partial(field.get_db_prep_save, connection=here)

    def put(value: Any) -> Any:
        return at_once(value) if type(value) is usual else prepared(value)

    return put


def _usual(field: Field[Any, Any], here: Any) -> tuple[type | None, Callable[[Any], Any]]:
    """The type that a column of this kind usually holds, and how such a value is put."""
    if isinstance(field, models.UUIDField):
        return UUID, _as_it_is if here.features.has_native_uuid_field else _hex
    if isinstance(field, models.DateTimeField):
        return datetime, here.ops.adapt_datetimefield_value
    for kind, usual in ((models.CharField, str), (models.TextField, str), (models.BooleanField, bool)):
        if isinstance(field, kind):
            return usual, _as_it_is
    return (int if isinstance(field, models.IntegerField) else None), _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: UUID) -> str:
    return value.hex
