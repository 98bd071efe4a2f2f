"""Pages are sent compressed; whatever stands in front of Cairn need not know how."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Middleware: gzip for HTML alone.

    Answers of the API keep their strong ETags, which compressing would weaken and If-Match would then not accept;
    static files are compressed when they are collected, and attachments mostly are already.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer as it is sent."""
        is_page = isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response
