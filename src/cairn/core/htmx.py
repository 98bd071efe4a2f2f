"""The only hypermedia plumbing: is this a fragment, and where does a finished form go."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict


def is_fragment(request: HttpRequest) -> bool:
    """True when htmx asks for a part of a page (and not for a whole one by a boosted link or history)."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_query(request: HttpRequest) -> QueryDict:
    """What the address of the page says: of the one that is drawn, or of the one on which htmx asks for a part."""
    if not is_fragment(request):
        return request.GET
    address: str = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    return QueryDict(urlsplit(address).query)


def verb(request: HttpRequest) -> str:
    """The method that is meant: a plain HTML form says DELETE by posting `_method=delete`."""
    if request.method == "POST" and request.POST.get("_method") == "delete":
        return "DELETE"
    return request.method or "GET"


def go(request: HttpRequest, url: str) -> HttpResponse:
    """After a successful write: 303 for a plain form, a client-side visit for htmx."""
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def trigger(response: HttpResponse, **events: Any) -> HttpResponse:
    """Has the browser fire events after the swap, e.g. notice="Saved"."""
    response["HX-Trigger-After-Swap"] = json.dumps(events)
    return response
