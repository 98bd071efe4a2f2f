"""Pages for requests that cannot be answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError


class _Expired(CairnError):
    status = 403


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old."""
    error = _Expired(_("This page was open for too long to be sent safely. Go back, reload it and send it again."))
    return render(request, "ui/refusal.html", {"error": error}, status=403)
