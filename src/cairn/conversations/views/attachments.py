"""Attachments: downloading one, and taking it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.conversations import actions, store
from cairn.conversations.actions.attach import can_detach, goal_of
from cairn.conversations.models import Attachment
from cairn.conversations.views.showing import form_part
from cairn.core.errors import Denied
from cairn.core.htmx import go
from cairn.goals.views.showing import found as goal_found
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


@require_safe
def attachment(request: OrganizationRequest, attachment_id: UUID) -> HttpResponseBase:
    """The bytes, to be saved and never to be shown: whatever is in them, no page of ours runs it."""
    row = _found(request, attachment_id)
    return download(row)


def download(row: Attachment) -> HttpResponseBase:
    """The answer that carries the bytes."""
    try:
        content = store.path_of(row.pk).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: OrganizationRequest, attachment_id: UUID) -> HttpResponse:
    """Takes a file off. GET asks first."""
    row = _found(request, attachment_id)
    if not can_detach(request.actor, row):
        raise Denied(_("Only who attached this can remove it."))
    if request.method != "POST":
        return form_part(request, "conversations/_removal.html", {"row": row, "back": _page(request, row)})
    actions.detach(row, by=request.actor)
    messages.success(request, _("“%(name)s” is removed.") % {"name": row.name})
    return go(request, _page(request, row))


_RELATED = ("comment__goal", "comment__update", "comment__check_in", "check_in__goal", "goal", "update", "added_by")


def _found(request: OrganizationRequest, attachment_id: UUID) -> Attachment:
    """The file, if this person may see what it hangs on. Raises Http404."""
    row: Attachment | None = Attachment.objects.select_related(*_RELATED).filter(pk=attachment_id).first()
    if row is None or any(each is not None and each.deleted_at is not None for each in _above(row)):
        raise Http404
    goal = goal_of(row)
    if goal is not None:
        goal_found(request, goal.pk)
    return row


def _above(row: Attachment) -> list[Any]:
    comment = row.comment
    return [comment, row.check_in, row.update, comment and comment.update, comment and comment.check_in]


def _page(request: OrganizationRequest, row: Attachment) -> str:
    goal = goal_of(row)
    if goal is not None:
        return org_url(request.organization, "goals:goal", goal_id=goal.pk)
    update_id = row.update_id or (row.comment.update_id if row.comment else None)
    return org_url(request.organization, "conversations:update", update_id=update_id)
