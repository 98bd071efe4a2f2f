"""The table of a page of OKRs: the tree from its tops or a flat list, now and as it was (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from cairn.core.numbers import in_address
from cairn.core.prepared import prepared
from cairn.goals import past
from cairn.goals.models import Alignment, Goal, GoalKind, GoalSettings
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.past import Past
from cairn.goals.queries.arrangement import ALL
from cairn.goals.queries.filters import Filters, address, ids_of
from cairn.goals.queries.grouping import GROUPS, in_groups, with_headings
from cairn.goals.queries.moments import among_then
from cairn.goals.queries.past_page import tops_then, unfolded_then
from cairn.goals.queries.past_rows import Then
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.tree import (
    LARGEST_SPREAD,
    PER_PAGE,
    Item,
    Opened,
    Place,
    in_order,
    is_top,
    standing_on,
    unfolded,
)
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Listing:
    """The table of a page: objectives and key results, then projects that hang under nothing here.

    `is_flat`: every goal on one level, because the flat list or a filter was chosen.
    """

    items: list[Item]
    projects: list[Item]
    is_flat: bool
    before: str
    after: str

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.projects


def listing(
    place: Place,
    period_ids: Sequence[UUID],
    actor: Actor,
    query: QueryDict,
    filters: Filters,
    day: date,
    settings: GoalSettings,
) -> Listing:
    """The table of a page: the tree from its tops, or a flat list where one is wanted."""
    group, flat = group_of(query), is_flat(query)
    page = _page_number(query)
    if flat:
        here = standing_on(place, period_ids, actor).filter(_is_among_okrs())
        goals = in_order(filters.among(here, day)).select_related("period")
        goals = in_groups(goals, group, day) if group else goals
        found = list(goals[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    else:
        found = _tops(place, list(period_ids), eyes(actor), page)
    shown = found[:PER_PAGE]
    items: list[Item]
    if flat:
        items = list(rows(shown, actor, day, settings=settings))
        items = with_headings(items, group) if group else items
    else:
        items = unfolded(shown, _opened(shown, query), actor, day, settings)
    return _listing(items, query, page, is_flat=flat, is_last=len(found) <= PER_PAGE)


def is_flat(query: QueryDict) -> bool:
    """Whether the address asks for one level: as a list, in groups, or filtered."""
    return bool(group_of(query)) or Filters.of(query).is_set or query.get("view") == "list"


def group_of(query: QueryDict) -> str:
    """What ?group= names; empty for nothing or something odd."""
    group = query.get("group", "")
    return group if group in GROUPS else ""


def listing_then(found: Past, query: QueryDict, filters: Filters, then: Then) -> Listing:
    """The same table as it was."""
    is_flat = filters.is_set or query.get("view") == "list"
    page = _page_number(query)
    goals = _among_okrs_then(among_then(found, filters, then) if is_flat else tops_then(found), then)
    shown = goals[(page - 1) * PER_PAGE : page * PER_PAGE]
    items = unfolded_then(found, shown, Opened() if is_flat else _opened(shown, query), then)
    return _listing(items, query, page, is_flat=is_flat, is_last=len(goals) <= page * PER_PAGE)


def _listing(items: list[Item], query: QueryDict, page: int, *, is_flat: bool, is_last: bool) -> Listing:
    first = next((n for n, item in enumerate(items) if _is_top_project(item)), len(items))
    return Listing(
        items=items if is_flat else items[:first],
        projects=[] if is_flat else items[first:],
        is_flat=is_flat,
        before=_page_address(query, page - 1) if page > 1 else "",
        after="" if is_last else _page_address(query, page + 1),
    )


@prepared
def _tops(place: Place, period_ids: list[UUID], who: Eyes, page: int) -> Any:
    goals = standing_on(place, period_ids, who).filter(is_top(place, period_ids, who)).filter(_is_among_okrs())
    return in_order(goals).select_related("period")[(page - 1) * PER_PAGE : page * PER_PAGE + 1]


def _is_among_okrs() -> Q:
    """Projects that are aligned to nothing stand on the page of projects only (spec okrs §11.1)."""
    aligned = Exists(Alignment.objects.filter(child_id=OuterRef("pk"), parent__deleted_at=None))
    return ~Q(kind=GoalKind.PROJECT) | Q(aligned)


def _among_okrs_then(goals: list[Goal], then: Then) -> list[Goal]:
    """The same rule for what stood then. One query, where there are projects."""
    projects = {goal.pk for goal in goals if goal.kind == GoalKind.PROJECT}
    aligned = {link.child_id for link in past.links_above(list(projects), then.instant)} if projects else set()
    return [goal for goal in goals if goal.pk not in projects or goal.pk in aligned]


def _is_top_project(item: Item) -> bool:
    return isinstance(item, Row) and item.level == 1 and item.kind == GoalKind.PROJECT


def _opened(shown: list[Goal], query: QueryDict) -> Opened:
    """Which rows are open: those the address names; without any, the tops of a short page."""
    tops = {goal.pk for goal in shown}
    if "open" in query:
        return Opened(set(ids_of(query, "open")) | (tops if ALL in query.getlist("open") else set()))
    return Opened(tops, by_itself=True) if len(shown) <= LARGEST_SPREAD else Opened()


def _page_number(query: QueryDict) -> int:
    return max(in_address(query.get("page", "1"), 1), 1)


def _page_address(query: QueryDict, page: int) -> str:
    return address(query) + f"&page={page}" if page > 1 else address(query)
