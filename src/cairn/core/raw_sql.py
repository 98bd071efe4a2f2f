"""UUIDs in hand-written SQL: native on PostgreSQL, 32 hexadecimal digits on SQLite."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection


def uuid_mark() -> str:
    """The placeholder of one UUID in a statement for the present database."""
    return "%s::uuid" if connection.vendor == "postgresql" else "%s"


def uuid_values(values: Iterable[UUID]) -> list[str]:
    """The parameters that go into those placeholders."""
    return [str(value) if connection.vendor == "postgresql" else value.hex for value in values]


def uuids_of(rows: Iterable[tuple[UUID | str]]) -> set[UUID]:
    """The UUIDs of a result with one column."""
    return {value if isinstance(value, UUID) else UUID(value) for (value,) in rows}
