"""Addresses for testing the middleware: one that counts, and the ways in which it can go wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from cairn.core.errors import Denied, Refused, TooOften
from cairn.core.models import Run

ERRORS = {
    "refused": Refused("That cannot be."),
    "denied": Denied("You may not do that.", helpers=["Ada"]),
    "too-often": TooOften("Too often.", retry_after=30),
}


def count(request: HttpRequest) -> HttpResponse:
    """Makes one row and answers how many there are."""
    Run.objects.create(kind="counted", sentence=request.POST.get("said", ""))
    if wrong := request.POST.get("wrong"):
        if wrong == "crash":
            raise RuntimeError
        raise ERRORS[wrong]
    response = HttpResponse(f"{Run.objects.count()} runs", status=201)
    response["ETag"] = '"1"'
    response["X-Not-Kept"] = "x"
    return response


urlpatterns = [path("count", count), path("", include("cairn.config.urls"))]  # the rest for links on error pages
