"""The inbox: what I owe, and what changed around me (spec okrs §15.1)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core.htmx import go, is_fragment
from cairn.notifications import actions
from cairn.notifications.queries.inbox import VIEWS, item
from cairn.notifications.queries.inbox import inbox as inbox_of
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.links import org_url

MARKS = {"read": actions.mark_read, "unread": actions.mark_unread, "done": actions.mark_done}


@require_safe
def inbox(request: Request) -> HttpResponse:
    """?view=, ?group= and ?page= are in the address."""
    page = inbox_of(request.actor, request.organization, request.GET.dict())
    return render(request, "notifications/inbox.html", {"inbox": page, "views": VIEWS.items()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notification(request: Request, notification_id: UUID) -> HttpResponse:
    """GET leads to what it is about and remembers that one has seen it; POST marks it read, unread or done."""
    found = item(request.actor, request.organization, notification_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        actions.mark_read([notification_id], by=request.actor)
        return HttpResponseRedirect(found[1].path)
    mark = MARKS.get(request.POST.get("mark", ""), actions.mark_read)
    mark([notification_id], by=request.actor)
    if not is_fragment(request):
        return go(request, _back(request))
    if mark is actions.mark_done:
        return HttpResponse("")
    now = item(request.actor, request.organization, notification_id)
    return render(request, "notifications/_item.html", {"item": now[1] if now else found[1]})


@require_POST
def all_read(request: Request) -> HttpResponse:
    """Marks what changed around me as read; what I owe stays."""
    actions.mark_all_read(by=request.actor)
    return go(request, _back(request))


def _back(request: Request) -> str:
    """The page of the inbox one came from."""
    home = org_url(request.organization, "notifications:inbox")
    asked = request.POST.get("next", "")
    is_ours = asked.startswith(home) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else home
