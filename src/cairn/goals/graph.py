"""The alignment graph in the database: who stands above, who below. One query each, whatever the depth."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from cairn.core import tenancy
from cairn.core.raw_sql import uuid_mark, uuid_values, uuids_of
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
    table, mark = Alignment._meta.db_table, uuid_mark()
    values = ", ".join([f"({mark})"] * len(start))
    # Column names come from this file, values go as parameters.
    sql = f"""
        WITH RECURSIVE reached(id) AS (
            VALUES {values}
            UNION
            SELECT edge.{far} FROM {table} edge JOIN reached ON edge.{near} = reached.id
            WHERE edge.organization_id = {mark}
        )
        SELECT id FROM reached"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, uuid_values([*start, tenancy.current_id()]))
        return uuids_of(cursor.fetchall())
