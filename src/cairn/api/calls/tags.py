"""GET, POST /tags · PATCH, DELETE /tags/{id} · POST /tags/{id}/merge"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from cairn.api.authentication import writing_okrs
from cairn.api.errors import not_found, refused
from cairn.api.pagination import Paging, by_id, page
from cairn.api.requests import ApiRequest
from cairn.api.shapes.work import MergeIn, TagIn, TagOut, TagPage, TagPatch
from cairn.core.transactions import action
from cairn.goals import actions
from cairn.goals.models import Tag

router = Router(tags=["Tags"])


@router.get("/tags", response=TagPage, summary="Tags")
def list_tags(request: ApiRequest, response: HttpResponse, paging: Query[Paging]) -> dict[str, Any]:
    """All of them, archived ones too."""
    found, following = by_id(Tag.objects.all(), paging)
    return page(request, response, [_shown(row) for row in found], following)


@router.post("/tags", response={201: TagOut}, auth=writing_okrs, summary="Make a tag")
def create_tag(request: ApiRequest, body: TagIn) -> Status[dict[str, Any]]:
    """Names are there once, whatever their case."""
    return Status(201, _shown(actions.create_tag(body.name, by=request.actor, colour=body.colour)))


@router.patch("/tags/{tag_id}", response=TagOut, auth=writing_okrs, summary="Change a tag")
def edit_tag(request: ApiRequest, tag_id: UUID, body: TagPatch) -> dict[str, Any]:
    """For admins. An archived tag stays where it is and is offered no longer."""
    for name in sorted(body.model_fields_set):
        if getattr(body, name) is None:
            raise refused(name, _("This cannot be empty. Leave it out to keep it as it is."))
    return _shown(_write(request, _seen(tag_id), body))


@action
def _write(request: ApiRequest, row: Tag, body: TagPatch) -> Tag:
    name = row.name if body.name is None else body.name
    colour = row.colour if body.colour is None else body.colour
    row = actions.edit_tag(row, by=request.actor, name=name, colour=colour)
    return row if body.archived is None else actions.archive_tag(row, by=request.actor, archived=body.archived)


@router.post("/tags/{tag_id}/merge", response=TagOut, auth=writing_okrs, summary="Merge a tag into another")
def merge_tags(request: ApiRequest, tag_id: UUID, body: MergeIn) -> dict[str, Any]:
    """For admins. Everything that has this tag gets the other one, and this one goes."""
    tag, into = _seen(tag_id), Tag.objects.filter(pk=body.into).first()
    if into is None:
        raise refused("into", _("There is no such tag."))
    return _shown(actions.merge_tags(tag, into, by=request.actor))


@router.delete("/tags/{tag_id}", response={204: None}, auth=writing_okrs, summary="Delete a tag")
def delete_tag(request: ApiRequest, tag_id: UUID) -> Status[None]:
    """For admins. Takes it from everything that has it."""
    actions.delete_tag(_seen(tag_id), by=request.actor)
    return Status(204, None)


def _seen(tag_id: UUID) -> Tag:
    row: Tag | None = Tag.objects.filter(pk=tag_id).first()
    if row is None:
        raise not_found()
    return row


def _shown(row: Tag) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "colour": row.colour, "archived": row.archived_at is not None}
