"""Addresses for testing the middleware: one that counts, and the ways in which it can go wrong."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import DatabaseErrorWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from cairn.core.errors import Denied, Refused, TooOften
from cairn.core.models import Run

ERRORS = {
    "refused": Refused("That cannot be."),
    "denied": Denied("You may not do that.", helpers=["Ada"]),
    "too-often": TooOften("Too often.", retry_after=30),
}


def meet_a_lock() -> None:
    """Writes to a SQLite file that another connection is writing to. Raises what Django makes of that."""
    with tempfile.TemporaryDirectory() as folder, DatabaseErrorWrapper(DatabaseWrapper({}, "one")):
        mine, other = (sqlite3.connect(f"{folder}/one", timeout=0, isolation_level=None) for _ in range(2))
        with closing(mine), closing(other):
            other.execute("BEGIN IMMEDIATE")
            mine.execute("BEGIN IMMEDIATE")


def count(request: HttpRequest) -> HttpResponse:
    """Makes one row and answers how many there are."""
    Run.objects.create(kind="counted", sentence=request.POST.get("said", ""))
    if wrong := request.POST.get("wrong"):
        if wrong == "crash":
            raise RuntimeError
        if wrong == "locked":
            meet_a_lock()
        raise ERRORS[wrong]
    response = HttpResponse(f"{Run.objects.count()} runs", status=201)
    response["ETag"] = '"1"'
    response["X-Not-Kept"] = "x"
    return response


urlpatterns = [path("count", count), path("", include("cairn.config.urls"))]  # the rest for links on error pages
handler500 = "cairn.core.busy.answer_failure"
