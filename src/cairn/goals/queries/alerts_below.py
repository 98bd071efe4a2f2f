"""How many of the children and grandchildren of each row deserve a second look (spec okrs §6.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F

from cairn.core.prepared import prepared
from cairn.goals.alert_choice import AlertChoice, choice_of
from cairn.goals.models import Goal
from cairn.goals.models.alert_sql import with_an_alert
from cairn.goals.models.goal import Eyes, eyes, visible
from cairn.goals.status import GRACE_DAYS
from cairn.organizations.actor import Actor

if TYPE_CHECKING:
    from cairn.goals.queries.rows import Row


def as_chosen(rows: list[Row], actor: Actor, day: date) -> list[Row]:
    """The rows with the alerts this person wants to see, and how many stand below; one query, or none.

    Where the organisation has switched alerts off nobody is asked here.
    """
    choice = choice_of(actor)
    if choice == AlertChoice.NONE:
        return [replace(row, alerts=()) for row in rows]
    wanted = [row for row in rows if choice == AlertChoice.ALL or _is_mine(row, actor)]
    below = alerts_below([row.id for row in wanted if row.children], actor, day)
    shown = {row.id for row in wanted}
    return [
        replace(row, alerts_below=below.get(row.id, 0)) if row.id in shown else replace(row, alerts=())
        for row in rows
    ]


def _is_mine(row: Row, actor: Actor) -> bool:
    return any(owner.pk == actor.member_id for owner in row.owners)


def alerts_below(ids: Iterable[UUID], actor: Actor, day: date) -> dict[UUID, int]:
    """By id of a goal: how many of its children and grandchildren that one may see have an alert on `day`."""
    above = list(ids)
    if not above:
        return {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for goal_id, below in _below(above, eyes(actor), day, day - timedelta(GRACE_DAYS)):
        found[goal_id].add(below)
    return {goal_id: len(below - {goal_id}) for goal_id, below in found.items()}


@prepared
def _below(ids: list[UUID], who: Eyes, day: date, started_before: date) -> Any:
    """(goal, the one below it that has an alert); a child of two parents stands below both."""
    alerting = with_an_alert(Goal.objects.visible_to(who), day, started_before, who)
    children = alerting.filter(parent_links__parent_id__in=ids).annotate(above=F("parent_links__parent_id"))
    up = "parent_links__parent"
    grandchildren = alerting.filter(
        visible(who, up), **{f"{up}__deleted_at": None, f"{up}__parent_links__parent_id__in": ids}
    ).annotate(above=F(f"{up}__parent_links__parent_id"))
    return children.order_by().values_list("above", "pk").union(grandchildren.order_by().values_list("above", "pk"))
