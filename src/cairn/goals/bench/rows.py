"""Many rows into a table as fast as the database takes them.

PostgreSQL copies into a temporary table first, because COPY does not look at row-level security; the INSERT that
follows does. SQLite takes them through executemany.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from cairn.core import tenancy

AT_ONCE = 20_000


class Rows:
    """Rows on their way into one table. `add` takes the values of `columns` in their order; JSON as text."""

    def __init__(self, model: type[models.Model], columns: Sequence[str] = ()) -> None:
        self.fields = [
            field
            for field in model._meta.concrete_fields
            if not field.generated and (not columns or field.attname in {*columns, "organization_id"})
        ]
        self.model = model
        self.order = (
            [self._place(name, columns) for name in (field.attname for field in self.fields)] if columns else []
        )
        self.waiting: list[tuple[Any, ...]] = []
        self.count = 0

    def _place(self, name: str, columns: Sequence[str]) -> int:
        return -1 if name == "organization_id" else columns.index(name)

    def add(self, *values: Any) -> None:
        """One row by its values; the organisation is put in."""
        organization = tenancy.current_id()
        self._take(tuple(organization if place < 0 else values[place] for place in self.order))

    def add_object(self, row: models.Model) -> None:
        """One row by an unsaved object."""
        if isinstance(row, tenancy.TenantModel):
            tenancy.claim(row)
        values = []
        for field in self.fields:
            value = getattr(row, field.attname)
            values.append(as_json(value) if isinstance(field, models.JSONField) else value)
        self._take(tuple(values))

    def _take(self, row: tuple[Any, ...]) -> None:
        self.waiting.append(row)
        self.count += 1
        if len(self.waiting) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes what is waiting."""
        if not self.waiting:
            return
        rows, self.waiting = self.waiting, []
        (self._copy if connection.vendor == "postgresql" else self._insert)(rows)

    def _copy(self, rows: list[tuple[Any, ...]]) -> None:
        table = self.model._meta.db_table
        names = ", ".join(f'"{field.column}"' for field in self.fields)
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMP TABLE IF NOT EXISTS "bench_{table}" (LIKE "{table}") ON COMMIT DELETE ROWS')
            with cursor.cursor.copy(f'COPY "bench_{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "bench_{table}"')  # noqa: S608
            cursor.execute(f'TRUNCATE "bench_{table}"')

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{field.column}"' for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        sql = f'INSERT INTO "{self.model._meta.db_table}" ({names}) VALUES ({marks})'  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(sql, [[_PLAIN.get(type(value), _same)(value) for value in row] for row in rows])


def as_json(value: Any) -> str:
    """JSON text as the JSON fields write it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


def _same(value: Any) -> Any:
    return value


_PLAIN: dict[type, Callable[[Any], Any]] = {
    UUID: lambda value: value.hex,
    Decimal: str,
    datetime: lambda value: connection.ops.adapt_datetimefield_value(value),
    date: str,
}
