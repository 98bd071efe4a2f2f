"""How Cairn looks in this browser: kept in a cookie, so that the first byte of a page knows it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cairn.core.htmx import is_fragment
from cairn.ui.context import RAILS, THEMES

YEAR = 365 * 24 * 3600


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keeps `theme` and `rail`, whichever is sent, and goes back to the page; other values are left out."""
    quiet = is_fragment(request) or request.headers.get("X-Requested-With") == "fetch"
    response = HttpResponse(status=204) if quiet else HttpResponseRedirect(_back(request))
    if not quiet:
        response.status_code = 303
    for name, allowed in (("theme", THEMES), ("rail", RAILS)):
        if (value := request.POST.get(name, "")) in allowed:
            response.set_cookie(
                name, value, max_age=YEAR, samesite="Lax", secure=settings.SERVED_SECURELY, httponly=True
            )
    return response


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else "/"
