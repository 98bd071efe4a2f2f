"""The KPI panel of a page: its tiles, in the order that people gave them (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cairn.core.prepared import prepared
from cairn.goals import past
from cairn.goals.instants import Moment
from cairn.goals.models import CheckIn, Goal, GoalSettings, KpiTile
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.outcome import MetricKind
from cairn.goals.past import Past
from cairn.goals.policies import can_arrange_kpis
from cairn.goals.queries.kpi_tiles import belongs_on_a_panel, by_itself, page_of, put_on
from cairn.goals.queries.past_page import page_then, tops_then
from cairn.goals.queries.past_rows import Then, rows_then
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.tree import Place
from cairn.goals.wording import amount, range_of
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.ui.formats import MINUS, number

C = KpiTile.Choice


@dataclass(frozen=True)
class Tile:
    """A goal as a tile. `change` is how far its value moved since it started, empty where that is not known."""

    row: Row
    value: str
    change: str
    aim: str

    @property
    def id(self) -> UUID:
        return self.row.id


@dataclass(frozen=True)
class KpiPanel:
    """`can_arrange`: whether who looks may put tiles on it, move them and take them off."""

    place: Place
    tiles: list[Tile]
    can_arrange: bool
    moment: Moment


def kpi_panel(
    place: Place, periods: Sequence[Period], actor: Actor, moment: Moment, settings: GoalSettings
) -> KpiPanel:
    """The panel of a page in these periods, as `actor` sees it. A constant number of queries.

    At an instant of the past it holds what stood at the top of the page then, and what is on the panel by hand today,
    with the numbers of that instant: which tiles there were is not kept.
    """
    period_ids = [period.pk for period in periods]
    told = list(KpiTile.objects.filter(**page_of(place)))
    if moment.at:
        then = Then(actor, moment.at, moment.day, settings)
        found = page_then(place, period_ids, then)
        goals = _on_panel_then(found, periods, told, then)
        drawn = rows_then(found, goals, {}, then)
    else:
        goals = {goal.pk: goal for goal in _on_panel(place, period_ids, eyes(actor))}
        drawn = {row.id: row for row in rows(goals.values(), actor, moment.day, settings=settings)}
    first = _first_values(goals.values(), moment)
    tiles = [_tile(goals[goal_id], drawn[goal_id], first) for goal_id in _in_order(goals, told) if goal_id in drawn]
    may = moment.at is None and can_arrange_kpis(actor, place.entity, place.id)
    return KpiPanel(place, tiles, may, moment)


def order_of(place: Place, periods: Sequence[Period], actor: Actor) -> list[UUID]:
    """The goals on the panel that `actor` sees, in their order."""
    goals = {goal.pk: goal for goal in _on_panel(place, [period.pk for period in periods], eyes(actor))}
    return _in_order(goals, KpiTile.objects.filter(**page_of(place)))


def _on_panel(place: Place, period_ids: list[UUID], who: Eyes) -> list[Goal]:
    """Two queries; together they would look through every goal there is."""
    found = {goal.pk: goal for goal in _by_itself(place, period_ids, who)}
    return list((found | {goal.pk: goal for goal in _put_on(place, period_ids, who)}).values())


@prepared
def _by_itself(place: Place, period_ids: list[UUID], who: Eyes) -> Any:
    return by_itself(place, period_ids, who).select_related("period")


@prepared
def _put_on(place: Place, period_ids: list[UUID], who: Eyes) -> Any:
    return put_on(place, period_ids, who).select_related("period")


def had_tiles(place: Place, periods: Sequence[Period], found: Past, then: Then) -> bool:
    """Whether the panel shows something at an instant; `found` is the page as it was then. Two queries at most."""
    told = list(KpiTile.objects.filter(**page_of(place)))
    found = Past(found.goals.copy(), found.structures.copy(), found.visible.copy(), found.links)
    return bool(_on_panel_then(found, periods, told, then))


def _on_panel_then(found: Past, periods: Sequence[Period], told: Iterable[KpiTile], then: Then) -> dict[UUID, Goal]:
    """The goals by id; what stood on other pages is taken into `found`."""
    chosen = {tile.goal_id: tile.choice for tile in told}
    tops = {goal.pk for goal in tops_then(found) if chosen.get(goal.pk) != C.REMOVED}
    added = {goal_id for goal_id, choice in chosen.items() if choice == C.ADDED}
    if elsewhere := added - found.visible:
        more = past.these(elsewhere, then.instant, then.actor)
        past.put_in_numbers(more)
        found.add(more)
    added = {pk for pk in added & found.visible if _runs_in(found.goals[pk], periods)}
    return {pk: found.goals[pk] for pk in tops | added if belongs_on_a_panel(found.goals[pk])}


def _runs_in(goal: Goal, periods: Iterable[Period]) -> bool:
    return any(period.start <= goal.due and period.end >= goal.start for period in periods)


def _in_order(goals: Mapping[UUID, Goal], told: Iterable[KpiTile]) -> list[UUID]:
    """By the places that were given; what has none comes last, as it stands on its page."""
    places = {tile.goal_id: tile.position for tile in told if tile.position is not None}
    unplaced = len(places) + max(places.values(), default=0)
    return sorted(goals, key=lambda pk: (places.get(pk, unplaced), goals[pk].rank, pk))


def _tile(goal: Goal, row: Row, first: Mapping[UUID, Decimal]) -> Tile:
    start = goal.start_value if goal.start_value is not None else first.get(goal.pk)
    change = "" if start is None or goal.current_value is None else _signed(goal.current_value - start)
    return Tile(row, amount(goal.current_value, goal.unit), change, range_of(goal))


def _signed(difference: Decimal) -> str:
    return f"{MINUS if difference < 0 else '+'}{number(abs(difference))}"


def _first_values(goals: Iterable[Goal], moment: Moment) -> dict[UUID, Decimal]:
    """Where what has no start of its own (bounds, baselines) stood at its first check-in. One query at most."""
    kinds = {kind.value for kind in MetricKind if kind not in {MetricKind.INCREASE, MetricKind.DECREASE}}
    ids = [goal.pk for goal in goals if goal.metric_kind in kinds and goal.start_value is None]
    return dict(_first_check_ins(ids, moment)) if ids else {}


def _first_check_ins(ids: Collection[UUID], moment: Moment) -> Iterable[tuple[UUID, Decimal]]:
    said = CheckIn.objects.standing().filter(goal=OuterRef("pk"), value__isnull=False, at__lte=moment.instant)
    first = Subquery(said.order_by("at", "pk").values("value")[:1])
    rows_ = Goal.objects.filter(pk__in=list(ids)).annotate(first=first).values_list("pk", "first")
    return [(pk, value) for pk, value in rows_ if value is not None]
