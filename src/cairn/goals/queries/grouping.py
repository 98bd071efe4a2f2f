"""A flat list in groups: by period, by whose page it is, by owner or by status (spec okrs §8.3, "group by")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import F, OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.models import Entity, GoalOwner
from cairn.goals.models.goal import GoalQuerySet
from cairn.goals.models.status_sql import status_on
from cairn.goals.queries.rows import Row
from cairn.goals.queries.tree import Heading, Item
from cairn.ui.marks import STATUS_WORDS

GROUPS: dict[str, str | Promise] = {
    "status": gettext_lazy("Status"),
    "owner": gettext_lazy("Owner"),
    "period": gettext_lazy("Period"),
    "entity": gettext_lazy("Whose they are"),
}


def in_groups(goals: GoalQuerySet, by: str, day: date) -> GoalQuerySet:
    """The goals ordered so that each group stands together; inside it as they came."""
    within = goals.query.order_by
    if by == "period":
        return goals.order_by("period__start", "period__end", "period_id", *within)
    if by == "status":
        return goals.alias(group_status=status_on(day)).order_by("group_status", *within)
    if by == "owner":
        first = GoalOwner.objects.filter(goal=OuterRef("pk")).order_by("position").values("member__name")[:1]
        ordered = goals.annotate(group_owner=Subquery(first))
        return ordered.order_by(F("group_owner").asc(nulls_last=True), *within)
    return goals.order_by("entity", *within)


def with_headings(items: Iterable[Item], by: str) -> list[Item]:
    """The rows, each group under its name; what was sorted by `in_groups` stays as it is."""
    found: list[Item] = []
    for label, rows in groupby(items, key=lambda item: _label(item, by)):
        group = list(rows)
        found += [Heading(label, len(group)), *group]
    return found


def _label(item: Item, by: str) -> str:
    if not isinstance(item, Row):
        return ""
    if by == "status":
        return str(STATUS_WORDS[item.status.value])
    if by == "owner":
        return item.owners[0].name if item.owners else _("Nobody")
    return item.period if by == "period" else str(Entity(item.entity).label)
