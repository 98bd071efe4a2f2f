"""The pages of the organisation, a team and a person; one function feeds page and fragments (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import QueryDict

from cairn.goals.approvals import Page
from cairn.goals.instants import Moment
from cairn.goals.measuring import rules_of
from cairn.goals.models import Entity, GoalSettings
from cairn.goals.policies import can_create
from cairn.goals.queries.approval import stage_of
from cairn.goals.queries.arrangement import Arrangement, arrangement
from cairn.goals.queries.cards import Card, cards
from cairn.goals.queries.crowding import too_many_objectives
from cairn.goals.queries.filters import Chip, FilterMenu, Filters, address, chips, filter_menu
from cairn.goals.queries.grouping import GROUPS
from cairn.goals.queries.kpi_panel import had_tiles
from cairn.goals.queries.listing import Listing, group_of, listing, listing_then
from cairn.goals.queries.moments import Comparison, TwoPages, compared_pages, comparison, with_ghosts
from cairn.goals.queries.past_page import page_then, summary_then
from cairn.goals.queries.past_rows import Then
from cairn.goals.queries.summary import Summary, summary
from cairn.goals.queries.tree import Place, standing_on
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.planning.models import Period

CHART = "chart"
_UNFILTERED = {"group": None, "owner": None, "status": None, "kind": None, "tag": None}


@dataclass(frozen=True)
class EntityPage:
    """What the page of an entity shows. `prefill` carries what a new objective would be prefilled with."""

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
    chart_url: str
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
    cards: list[Card] | None = None  # the tree as a chart, where that was asked for

    @property
    def period(self) -> Period | None:
        """The one chosen period; None when several are."""
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def view(self) -> str:
        """How the OKRs are laid out: tree, list or chart."""
        return "list" if self.listing.is_flat else "tree" if self.cards is None else CHART

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
    compared = compared_pages(place, period_ids, actor, moment)
    if moment.at:
        then = Then(actor, moment.at, day, settings)
        found = compared.page.later if compared else page_then(place, period_ids, then)
        listed, summed = listing_then(found, query, filters, then), summary_then(found, then)
        had = settings.kpi_panel and had_tiles(place, periods, found, then)
        summed = replace(summed, has_tiles=had)
    else:
        summed = summary(place, period_ids, actor, day, rules_of(settings).thresholds)
        listed = listing(place, period_ids, actor, query, filters, day, settings)
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
        listing=_haunted(listed, actor, moment, compared),
        filters=filters,
        filter_menu=filter_menu(lambda: standing_on(place, period_ids, actor), query),
        chips=chips(filters, query),
        can_create=moment.at is None and can_create(actor, place.entity, team_ids, settings),
        prefill=address(QueryDict(), **prefill),
        tree_url=address(query, view=None, **_UNFILTERED),
        chart_url=address(query, view=CHART, **_UNFILTERED),
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
        cards=_cards(listed, query),
        comparison=comparison(compared, actor, address(query, compare=None)),
    )


def _cards(listed: Listing, query: QueryDict) -> list[Card] | None:
    if query.get("view") != CHART or listed.is_flat:
        return None
    return cards([*listed.items, *listed.projects], query)


def _said_of_time(query: QueryDict) -> str:
    """What the address says of periods and of the moment: the same for other pages about the same."""
    said = QueryDict(mutable=True)
    for name in ("period", "at"):
        said.setlist(name, query.getlist(name))
    return said.urlencode()


def _haunted(listing: Listing, actor: Actor, moment: Moment, compared: TwoPages | None) -> Listing:
    if compared is None:
        return listing
    rows = with_ghosts([*listing.items, *listing.projects], actor, moment, compared.wider.earlier)
    return replace(listing, items=rows[: len(listing.items)], projects=rows[len(listing.items) :])


def _owner(place: Place) -> dict[str, UUID | None]:
    """Whose page it is, as approvals say it."""
    return {"team_id": place.id if place.entity == Entity.TEAM else None,
            "member_id": place.id if place.entity == Entity.INDIVIDUAL else None}  # fmt: skip
