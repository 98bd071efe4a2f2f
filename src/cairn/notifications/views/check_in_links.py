"""The small page behind "Check in" in a letter: works signed out, changes nothing on GET (integrations §3)."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairn.core import tenancy
from cairn.core.errors import CairnError, Refused
from cairn.notifications import actions
from cairn.notifications.forms.check_in_link import LinkForm
from cairn.notifications.queries.check_in_links import LinkPage, link_page
from cairn.notifications.rhythm import links
from cairn.ui.dates import dates_written
from cairn.ui.forms import form_page, refusals


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Shows where the goal stands and asks for the value; POST checks in."""
    link = links.read(token)
    if link is None:
        raise Http404
    with tenancy.enter(link.organization_id):
        page = link_page(link)
        if page is None:
            raise Http404
        zone = ZoneInfo(page.zone)
        dates = dates_written(page.member.date_format)
        with translation.override(page.language), timezone.override(zone), dates:
            return _answer(request, link, page)


def _answer(request: HttpRequest, link: links.CheckInLink, page: LinkPage) -> HttpResponse:
    context: dict[str, Any] = {"page": page}
    if page.goal is None or page.obstacle:
        return render(request, "notifications/check_in_link.html", context, status=410)
    form = LinkForm(page.goal, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            done = _try(link, form)
            context |= {"done": done, "page": link_page(link) or page}
            return render(request, "notifications/check_in_link.html", context)
    return form_page(request, "notifications/check_in_link.html", context, form=form)


def _try(link: links.CheckInLink, form: LinkForm) -> object:
    try:
        return actions.check_in_by_link(link, **form.cleaned_data)
    except CairnError as error:
        if error.status == 403:
            raise Refused(_("You may not check in on this any more.")) from error
        raise
