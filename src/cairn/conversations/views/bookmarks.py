"""Bookmarks: the teams and people one keeps at hand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.conversations import actions
from cairn.conversations.queries.bookmarks import bookmarks_of
from cairn.core.errors import Refused
from cairn.core.htmx import go, verb
from cairn.organizations.models import Member, Team
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def bookmarks(request: OrganizationRequest) -> HttpResponse:
    """The list; POST with `team` or `person` adds one, with _method=delete it removes it."""
    if request.method != "POST":
        return render(request, "conversations/bookmarks.html", {"bookmarks": bookmarks_of(request.actor)})
    thing = _thing(request)
    if verb(request) == "DELETE":
        actions.forget_bookmark(thing, by=request.actor)
        messages.success(request, _("“%(name)s” is no longer among your bookmarks.") % {"name": thing.name})
    else:
        actions.bookmark(thing, by=request.actor)
        messages.success(request, _("“%(name)s” is among your bookmarks.") % {"name": thing.name})
    return go(request, _back(request, thing))


def _thing(request: OrganizationRequest) -> Team | Member:
    """What is meant. Raises Refused for nothing, Http404 for what does not exist."""
    for name, model in (("team", Team), ("person", Member)):
        text = request.POST.get(name, "")
        if text:
            try:
                row: Team | Member | None = model.objects.filter(pk=UUID(text)).first()
            except ValueError:
                row = None
            if row is None:
                raise Http404
            return row
    raise Refused(worded(_("Say which {team} or person.")))


def _back(request: OrganizationRequest, thing: Team | Member) -> str:
    if request.POST.get("from") == "list":
        return org_url(request.organization, "conversations:bookmarks")
    if isinstance(thing, Team):
        return org_url(request.organization, "goals:team", team_id=thing.pk)
    return org_url(request.organization, "goals:person", member_id=thing.pk)
