"""Insert many rows quickly: one prepared statement and plain values, where Django builds an expression per value.

For loads of tens of thousands of rows (imports, the demo, the bench). Every column comes from the object as it is,
so rows need their ids and defaults, which TenantModel and its fields give them when they are made.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, connections, models, router
from django.db.models import Field, Model

from cairn.core import tenancy


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
    assert router.db_for_write(model) == connection.alias
    fields = [(field.attname, _preparation(field)) for field in model._meta.concrete_fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in model._meta.concrete_fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_values(row, fields) for row in objects])
    for row in objects:
        row._state.adding, row._state.db = False, connection.alias


def refresh_statistics() -> None:
    """Tells PostgreSQL how much there is now. Right after a large load, in the same transaction, it still plans its
    queries for tables that are all but empty, and can take minutes for what is a matter of milliseconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _values(row: Model, fields: list[tuple[str, Callable[[Any], Any]]]) -> list[Any]:
    tenancy.claim(row)
    return [prepared(getattr(row, name)) for name, prepared in fields]


def _preparation(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """How the values of a column are put for the database: as the field does it, but without its detours for a value
    of the type that the column usually holds. A load has millions of those.
    """
    here = connections[connection.alias]  # the proxy looks for the connection of the thread at every attribute
    usual, at_once = _usual(field.target_field if isinstance(field, models.ForeignKey) else field, here)
    prepared = field.get_db_prep_save

    def put(value: Any) -> Any:
        return at_once(value) if type(value) is usual else prepared(value, here)

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
