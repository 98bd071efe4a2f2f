"""GET, POST /exports · GET /exports/{export_id} · GET /exports/{export_id}/file"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from cairn.api.errors import not_found, refused
from cairn.api.loading import period_named, place_named
from cairn.api.pagination import Paging, by_id, page
from cairn.api.requests import ApiRequest
from cairn.api.shapes.lists import ExportIn, ExportOut, ExportPage
from cairn.core import clock
from cairn.core.models import Run
from cairn.integrations.exports import actions, policies
from cairn.integrations.exports.columns import COLUMNS, USUAL
from cairn.integrations.exports.files import TYPES, answer_with, is_there
from cairn.integrations.exports.order import Order
from cairn.planning.queries import current_period

router = Router(tags=["Exports"])
FILE = {"description": "The file", "content": {kind.partition(";")[0]: {} for kind in TYPES.values()}}


@router.get("/exports", response=ExportPage, summary="My exports")
def list_exports(request: ApiRequest, response: HttpResponse, paging: Query[Paging]) -> dict[str, Any]:
    """Those of the person of the token; a file is kept for a week."""
    found, following = by_id(policies.own_exports(request.actor), paging)
    return page(request, response, [_shown(run) for run in found], following)


@router.post("/exports", response={201: ExportOut}, summary="Have a list written into a file")
def create_export(request: ApiRequest, response: HttpResponse, body: ExportIn) -> Status[dict[str, Any]]:
    """Works in the background; ask again until `state` is done. Everything in it may be read by the token, so it
    needs no scope for writing; who may export at all is the organisation's to settle."""
    policies.demand_export(request.actor)
    if unknown := [name for name in body.columns if name not in COLUMNS]:
        raise refused("columns", _("There is no column “%(name)s”.") % {"name": unknown[0][:40]})
    run = actions.begin_export(_order(request, body), by=request.actor)
    response["Location"] = f"{request.path}/{run.pk}"
    return Status(201, _shown(run))


@router.get("/exports/{export_id}", response=ExportOut, summary="How far an export is")
def get_export(request: ApiRequest, export_id: UUID) -> dict[str, Any]:
    """Its `file` is there once it is done."""
    return _shown(_own(request, export_id))


@router.get(
    "/exports/{export_id}/file",
    response={200: None},
    summary="The file of an export",
    openapi_extra={"responses": {200: FILE}},
)
def get_export_file(request: ApiRequest, export_id: UUID) -> HttpResponseBase:
    """CSV or XLSX, for a week."""
    run = _own(request, export_id)
    if not is_there(run):
        raise not_found()
    return answer_with(run)


def _own(request: ApiRequest, export_id: UUID) -> Run:
    run: Run | None = policies.own_exports(request.actor).filter(pk=export_id).first()
    if run is None:
        raise not_found()
    return run


def _order(request: ApiRequest, body: ExportIn) -> Order:
    place = place_named(body.entity, request, field="entity.id")
    periods = [period_named(period_id, field="periods") for period_id in body.periods]
    if not periods:
        current = current_period(request.organization, clock.today(request.organization.time_zone))
        periods = [current] if current is not None else []
    filters = {"kind": body.kind, "status": body.status, "owner": body.owner, "tag": body.tag}
    return Order(
        entity=place.entity.value,
        holder=str(place.id) if place.id else "",
        periods=tuple(str(period.pk) for period in periods),
        query=urlencode({name: value for name, value in filters.items() if value}),
        form=body.form,
        columns=tuple(body.columns or USUAL),
        below=body.below,
        tag_columns=body.tag_columns,
    )


def _shown(run: Run) -> dict[str, Any]:
    return {
        "id": run.pk,
        "state": run.state,
        "sentence": run.sentence,
        "done": run.done,
        "total": run.total,
        "created_at": run.created_at,
        "file": f"/api/v1/exports/{run.pk}/file" if is_there(run) else None,
    }
