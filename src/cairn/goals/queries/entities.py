"""The pages of the organisation, a team and a person; one function feeds page and fragments (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from cairn.core.numbers import in_address
from cairn.core.prepared import prepared
from cairn.goals.approvals import Page
from cairn.goals.instants import Moment
from cairn.goals.measuring import rules_of
from cairn.goals.models import Alignment, Entity, Goal, GoalKind, GoalSettings
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.past import Past
from cairn.goals.policies import can_create
from cairn.goals.queries.approval import stage_of
from cairn.goals.queries.arrangement import ALL, Arrangement, arrangement
from cairn.goals.queries.crowding import too_many_objectives
from cairn.goals.queries.filters import Chip, FilterMenu, Filters, address, chips, filter_menu, ids_of
from cairn.goals.queries.grouping import GROUPS, in_groups, with_headings
from cairn.goals.queries.kpi_panel import had_tiles
from cairn.goals.queries.moments import Comparison, among_then, comparison, page_before, with_ghosts
from cairn.goals.queries.past_page import page_then, summary_then, tops_then, unfolded_then
from cairn.goals.queries.past_rows import Then
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.summary import Summary, summary
from cairn.goals.queries.tree import LARGEST_SPREAD, PER_PAGE, Item, Place, in_order, is_top, standing_on, unfolded
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team, TeamMember
from cairn.planning.models import Period

VIEWS = ("tree", "list")


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


@dataclass(frozen=True)
class EntityPage:
    """What the page of an entity shows. `new_url_query` carries what a new objective would be prefilled with."""

    place: Place
    settings: GoalSettings
    periods: list[Period]
    day: date
    summary: Summary
    listing: Listing
    filters: Filters
    filter_menu: FilterMenu
    chips: list[Chip]
    can_create: bool
    prefill: str
    tree_url: str
    list_url: str
    strip_url: str
    arrangement: Arrangement
    stage: str  # of the approval of the one chosen period; empty without approval
    moment: Moment
    present_url: str
    change_url: str
    week_url: str
    compare_url: str
    group: str
    groups: list[tuple[str, str, str]]
    ungrouped_url: str
    kpis_query: str = ""
    crowd: int = 0  # objectives at the top of one period's tree, where they are too many
    comparison: Comparison | None = None

    @property
    def period(self) -> Period | None:
        """The one chosen period; None when several are."""
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def has_kpis(self) -> bool:
        """Whether the page keeps a place for its KPI panel, which is fetched by itself."""
        return self.settings.kpi_panel and self.summary.has_tiles

    @property
    def day_number(self) -> int | None:
        """Which day of the one chosen period it is; None outside of it and for several."""
        period = self.period
        if period is None or not period.start <= self.day <= period.end:
            return None
        return (self.day - period.start).days + 1


def entity_page(
    place: Place, periods: Sequence[Period], actor: Actor, query: QueryDict, moment: Moment
) -> EntityPage:
    """The page of `place` in these periods at a moment, as `actor` sees it and as the address asks for it."""
    settings, day = settings_row(), moment.day
    period_ids = [period.pk for period in periods]
    filters = Filters.of(query)
    found = page_then(place, period_ids, Then(actor, moment.at, day, settings)) if moment.at else None
    if moment.at and found:
        then = Then(actor, moment.at, day, settings)
        listed, summed = listing_then(found, query, filters, then), summary_then(found, then)
        had = settings.kpi_panel and had_tiles(place, periods, found, then)
        summed = replace(summed, has_tiles=had)
    else:
        summed = summary(place, period_ids, actor, day, rules_of(settings).thresholds)
        listed = listing(place, period_ids, actor, query, filters, day, settings)
    before = page_before(place, period_ids, actor, moment)
    team_ids = [place.id] if place.entity == Entity.TEAM and place.id else []
    prefill = {"entity": place.entity.value, "period": str(period_ids[0]) if len(period_ids) == 1 else None}
    if place.id is not None:
        prefill["team" if place.entity == Entity.TEAM else "owner"] = str(place.id)
    approved_as = Page(place.entity.value, period_ids[0], **_owner(place)) if len(period_ids) == 1 else None
    return EntityPage(
        place=place,
        settings=settings,
        stage=stage_of(approved_as) if approved_as and settings.approval_workflow else "",
        periods=list(periods),
        day=day,
        summary=summed,
        listing=_haunted(listed, actor, moment, before),
        filters=filters,
        filter_menu=filter_menu(lambda: standing_on(place, period_ids, actor), query),
        chips=chips(filters, query),
        can_create=moment.at is None and can_create(actor, place.entity, team_ids, settings),
        prefill=address(QueryDict(), **prefill),
        tree_url=address(query, view=None, group=None, owner=None, status=None, kind=None, tag=None),
        list_url=address(query, view="list"),
        strip_url=address(query, part="strip"),
        arrangement=arrangement([*listed.items, *listed.projects], query, is_flat=listed.is_flat),
        moment=moment,
        present_url=address(query, at=None),
        change_url=address(query, part="change"),
        week_url=address(query, compare="week"),
        compare_url=address(query, compare=""),
        group=group_of(query),
        groups=[(name, str(label), address(query, group=name, at=None)) for name, label in GROUPS.items()],
        ungrouped_url=address(query, group=None),
        kpis_query=_said_of_time(query),
        crowd=0
        if listed.is_flat or moment.at or len(period_ids) != 1
        else too_many_objectives(listed.items, actor, settings),
        comparison=comparison(place, period_ids, actor, moment, address(query, compare=None), before, found),
    )


def _said_of_time(query: QueryDict) -> str:
    """What the address says of periods and of the moment: the same for other pages about the same."""
    said = QueryDict(mutable=True)
    for name in ("period", "at"):
        said.setlist(name, query.getlist(name))
    return said.urlencode()


def _haunted(listing: Listing, actor: Actor, moment: Moment, before: Past | None) -> Listing:
    if moment.since is None:
        return listing
    rows = with_ghosts([*listing.items, *listing.projects], actor, moment, before)
    return replace(listing, items=rows[: len(listing.items)], projects=rows[len(listing.items) :])


def _owner(place: Place) -> dict[str, UUID | None]:
    """Whose page it is, as approvals say it."""
    return {"team_id": place.id if place.entity == Entity.TEAM else None,
            "member_id": place.id if place.entity == Entity.INDIVIDUAL else None}  # fmt: skip


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
    goals = among_then(found, filters, then) if is_flat else tops_then(found)
    shown = goals[(page - 1) * PER_PAGE : page * PER_PAGE]
    items = unfolded_then(found, shown, set() if is_flat else _opened(shown, query), then)
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


def _is_top_project(item: Item) -> bool:
    return isinstance(item, Row) and item.level == 1 and item.kind == GoalKind.PROJECT


def _opened(shown: list[Goal], query: QueryDict) -> set[UUID]:
    """Which rows are open: those the address names; without any, all tops of a short page."""
    if "open" in query:
        opened = set(ids_of(query, "open"))
        return opened | {goal.pk for goal in shown} if ALL in query.getlist("open") else opened
    return {goal.pk for goal in shown} if len(shown) <= LARGEST_SPREAD else set()


def _page_number(query: QueryDict) -> int:
    return max(in_address(query.get("page", "1"), 1), 1)


def _page_address(query: QueryDict, page: int) -> str:
    return address(query) + f"&page={page}" if page > 1 else address(query)


@dataclass(frozen=True)
class TeamHead:
    """A team as the head of its page shows it."""

    team: Team
    parent: Team | None
    member_count: int
    sub_team_count: int


def team_head(team_id: UUID) -> TeamHead | None:
    """The team with the team above it and how many are in and below it; one query. None: there is no such team."""
    members = TeamMember.objects.filter(team_id=OuterRef("pk"), member__deactivated_at=None)
    below = Team.objects.open().filter(parent_id=OuterRef("pk"))
    team = (
        Team.objects.select_related("parent")
        .annotate(member_count=_count(members, "team_id"), sub_team_count=_count(below, "parent_id"))
        .filter(pk=team_id)
        .first()
    )
    return team and TeamHead(team, team.parent, team.member_count, team.sub_team_count)


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


@dataclass(frozen=True)
class TeamPeople:
    """Who is in a team, owners first, and the teams below it."""

    members: list[TeamMember]
    sub_teams: list[Team]


def team_people(team: Team) -> TeamPeople:
    """Everybody in a team and the teams below it; two queries."""
    members = TeamMember.objects.filter(team=team, member__deactivated_at=None).select_related("member")
    order = {"owner": 0, "admin": 1, "member": 2}
    return TeamPeople(
        members=sorted(members, key=lambda row: (order.get(row.role, 3), row.member.name.casefold())),
        sub_teams=list(Team.objects.open().filter(parent=team).order_by("name")),
    )


@dataclass(frozen=True)
class PersonHead:
    """A person as the head of their page shows them."""

    member: Member
    manager: Member | None
    teams: list[Team]


def person_head(member_id: UUID) -> PersonHead | None:
    """The person with their manager and teams; one query. None: there is no such person."""
    rows = list(
        Member.objects.select_related("manager")
        .annotate(
            team_id=F("team_memberships__team_id"),
            team_name=F("team_memberships__team__name"),
            archived_at=F("team_memberships__team__archived_at"),
        )
        .filter(pk=member_id)
        .order_by("team_name")
    )
    if not rows:
        return None
    teams = [Team(pk=row.team_id, name=row.team_name) for row in rows if row.team_id and row.archived_at is None]
    return PersonHead(member=rows[0], manager=rows[0].manager, teams=teams)
