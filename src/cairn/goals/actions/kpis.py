"""Put a goal on the KPI panel of a page, take it off, and say in which order the tiles stand (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import policies
from cairn.goals.models import Goal, GoalSettings, KpiTile
from cairn.goals.queries.kpi_tiles import belongs_on_a_panel, page_of
from cairn.goals.queries.tree import Place
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded

C = KpiTile.Choice


@action
def put_on_panel(place: Place, goal: Goal, *, by: Actor) -> None:
    """Puts a goal that the actor sees on the panel of a page, behind those that were given a place.

    Again changes nothing. Raises Refused for what has no number of its own, Denied.
    """
    policies.demand_arrange_kpis(by, place.entity, place.id)
    if not belongs_on_a_panel(goal):
        raise Refused(worded(_("Only {okrs} with a number of their own can stand on a KPI panel.")), field="goal")
    _choose(place, goal, C.ADDED, happened.KPI_ADDED, by=by)


@action
def take_off_panel(place: Place, goal: Goal, *, by: Actor) -> None:
    """Takes a goal off the panel, wherever it stands there from. Again changes nothing. Raises Denied."""
    policies.demand_arrange_kpis(by, place.entity, place.id)
    _choose(place, goal, C.REMOVED, happened.KPI_REMOVED, by=by)


def _choose(place: Place, goal: Goal, choice: KpiTile.Choice, told: events.Kind, *, by: Actor) -> None:
    tile = _locked(place).get(goal.pk) or KpiTile(goal=goal, **page_of(place))
    if tile.choice == choice:
        return
    tile.choice, tile.position = choice, None
    tile.save()
    events.record(told, goal, by=by, title=goal.title, **_told(place))


@action
def arrange_panel(place: Place, order: Sequence[UUID], *, by: Actor) -> None:
    """Has the tiles of these goals stand in this order; others keep their places. The same again changes nothing.

    Raises Refused when one of them is not there (any more), Denied.
    """
    policies.demand_arrange_kpis(by, place.entity, place.id)
    wanted = list(dict.fromkeys(order))
    if Goal.objects.visible_to(by).filter(pk__in=wanted).count() != len(wanted):
        raise Refused(_("One of these is not there any more."), field="order")
    tiles, moved = _locked(place), False
    for position, goal_id in enumerate(wanted, start=1):
        tile = tiles.get(goal_id) or KpiTile(goal_id=goal_id, **page_of(place))
        if tile.position != position:
            tile.position, moved = position, True
            tile.save()
    if moved:
        events.record(happened.KPIS_ARRANGED, None, by=by, count=len(wanted), **_told(place))


def _locked(place: Place) -> dict[UUID, KpiTile]:
    """The tiles of a page by goal. The organisation's rules are locked, so that people queue where none is yet."""
    GoalSettings.objects.select_for_update(of=("self",)).get(pk=settings_row().pk)
    return {tile.goal_id: tile for tile in KpiTile.objects.filter(**page_of(place))}


def _told(place: Place) -> dict[str, str | None]:
    return {"entity": place.entity.value, "holder": str(place.id) if place.id else None}
