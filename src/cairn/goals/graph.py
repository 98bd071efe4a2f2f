"""The alignment graph in the database: who stands above, who below. One query each, whatever the depth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from cairn.core import tenancy
from cairn.goals.models import Alignment


def above(goal_ids: Iterable[UUID]) -> set[UUID]:
    """All ancestors of these goals, and the goals themselves."""
    return _closure(goal_ids, near="child_id", far="parent_id")


def below(goal_ids: Iterable[UUID]) -> set[UUID]:
    """All descendants of these goals, and the goals themselves."""
    return _closure(goal_ids, near="parent_id", far="child_id")


def edges_above(goal_ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """(child, parent) of every edge between these goals and anything above them."""
    ids = above(goal_ids)
    return list(Alignment.objects.filter(child_id__in=ids).values_list("child_id", "parent_id"))


def _closure(goal_ids: Iterable[UUID], *, near: str, far: str) -> set[UUID]:
    start = list(goal_ids)
    if not start:
        return set()
    table = Alignment._meta.db_table
    values = ", ".join(["(%s)"] * len(start))
    kind = "::uuid" if connection.vendor == "postgresql" else ""
    if kind:
        values = ", ".join(["(%s::uuid)"] * len(start))
    # Column names come from this file, values go as parameters.
    sql = f"""
        WITH RECURSIVE reached(id) AS (
            VALUES {values}
            UNION
            SELECT edge.{far} FROM {table} edge JOIN reached ON edge.{near} = reached.id
            WHERE edge.organization_id = %s{kind}
        )
        SELECT id FROM reached"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*map(_parameter, start), _parameter(tenancy.current_id())])
        return {row if isinstance(row, UUID) else UUID(row) for (row,) in cursor.fetchall()}


def _parameter(value: UUID) -> Any:
    return str(value) if connection.vendor == "postgresql" else value.hex
