"""GET, POST /kpis · PUT /kpis/order · DELETE /kpis/{kpi_id}"""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from cairn.api.authentication import writing_okrs
from cairn.api.errors import not_found, refused
from cairn.api.loading import goal_seen, period_named, place_named
from cairn.api.pagination import page
from cairn.api.requests import ApiRequest
from cairn.api.shapes.goal_in import EntityIn
from cairn.api.shapes.lists import KpiIn, KpiOrderIn, KpiOut, KpiPage
from cairn.core import clock
from cairn.goals import actions
from cairn.goals.instants import Moment
from cairn.goals.models import Goal
from cairn.goals.queries.kpi_panel import Tile, kpi_panel
from cairn.goals.queries.tree import Place
from cairn.goals.recompute import settings_row
from cairn.planning.models import Period
from cairn.planning.queries import current_period

router = Router(tags=["KPI panels"])


class PanelOf(BaseModel):
    type: Literal["organization", "team", "individual"] = "organization"
    id: UUID | None = Field(None, description="The team's or the person's.")
    period: UUID | None = Field(None, description="Absent: the current one.")


@router.get("/kpis", response=KpiPage, summary="The tiles of a KPI panel")
def list_kpis(request: ApiRequest, response: HttpResponse, panel: Query[PanelOf]) -> dict[str, Any]:
    """In their order, all at once: what has a number and stands at the top of the page, and what was put there."""
    _demand_panels()
    place = place_named(EntityIn(type=panel.type, id=panel.id), request, field="id")
    period = period_named(panel.period, field="period") if panel.period else None
    return page(request, response, [_shown(tile) for tile in _tiles(request, place, period)], None)


@router.post("/kpis", response={201: KpiOut}, auth=writing_okrs, summary="Put a goal on a KPI panel")
def create_kpi(request: ApiRequest, body: KpiIn) -> Status[dict[str, Any]]:
    """For who may arrange the panel. What stands there already stays where it is."""
    _demand_panels()
    place = place_named(body.entity, request, field="entity.id")
    goal = Goal.objects.visible_to(request.actor).filter(pk=body.goal).select_related("period").first()
    if goal is None:
        raise refused("goal", _("There is no such goal."))
    actions.put_on_panel(place, goal, by=request.actor)
    tiles = _tiles(request, place, goal.period)
    return Status(201, next(_shown(tile) for tile in tiles if tile.id == goal.pk))


@router.put("/kpis/order", response=KpiPage, auth=writing_okrs, summary="Arrange a KPI panel")
def arrange_kpis(request: ApiRequest, response: HttpResponse, body: KpiOrderIn) -> dict[str, Any]:
    """Answers the panel of the current period as it stands then."""
    _demand_panels()
    place = place_named(body.entity, request, field="entity.id")
    actions.arrange_panel(place, body.goals, by=request.actor)
    return page(request, response, [_shown(tile) for tile in _tiles(request, place, None)], None)


@router.delete("/kpis/{kpi_id}", response={204: None}, auth=writing_okrs, summary="Take a goal off a KPI panel")
def delete_kpi(request: ApiRequest, kpi_id: UUID, panel: Query[PanelOf]) -> Status[None]:
    """`kpi_id` is the goal's. It stays away also where it would stand by itself; a POST brings it back."""
    _demand_panels()
    goal = goal_seen(request, kpi_id)
    place = place_named(EntityIn(type=panel.type, id=panel.id), request, field="id")
    actions.take_off_panel(place, goal, by=request.actor)
    return Status(204, None)


def _demand_panels() -> None:
    """Raises Http404 where the organisation has switched them off."""
    if not settings_row().kpi_panel:
        raise not_found()


def _tiles(request: ApiRequest, place: Place, period: Period | None) -> list[Tile]:
    moment = Moment(clock.now(), ZoneInfo(request.organization.time_zone))
    period = period or current_period(request.organization, moment.day)
    periods = [period] if period is not None else []
    return kpi_panel(place, periods, request.actor, moment, settings_row()).tiles


def _shown(tile: Tile) -> dict[str, Any]:
    return {
        "goal": tile.id,
        "title": tile.row.title,
        "value": tile.value,
        "change": tile.change,
        "aim": tile.aim,
        "progress": None if tile.row.progress is None else float(tile.row.progress),
        "status": tile.row.status.value,
    }
