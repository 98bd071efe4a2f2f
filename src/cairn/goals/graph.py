"""The alignment graph in the database: who stands above, who below. One query for each AT_ONCE goals."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from cairn.core import tenancy
from cairn.core.lots import in_lots
from cairn.core.raw_sql import uuid_mark, uuid_values, uuids_of
from cairn.goals.models import Alignment

AT_ONCE = 400  # SQLite takes at most 500 beginnings in one statement


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
    found: set[UUID] = set()
    for lot in in_lots(goal_ids, AT_ONCE):
        # What was reached is there already with everything that it leads to.
        if start := [goal_id for goal_id in lot if goal_id not in found]:
            found |= _reached(start, near=near, far=far)
    return found


def _reached(start: list[UUID], *, near: str, far: str) -> set[UUID]:
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
