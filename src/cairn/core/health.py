"""What load balancers ask: /healthz (the process is up) and /readyz (database, tables and job queue are).

Answered before everything else, so that neither a host name, nor a session, nor the organisation matters.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from cairn.core import jobs

_migrated = False


class AnswerHealth:
    """Middleware for the two addresses. 200 or 503, with a line for each part that /readyz looks at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path_info == "/readyz":
            found = readiness()
            is_ready = all(state == "ok" for state in found.values())
            return JsonResponse(found, status=200 if is_ready else 503)
        return self.get_response(request)


def readiness() -> dict[str, str]:
    """Each part with "ok" or what is the matter with it. No detail that helps an intruder."""
    return {"database": _database(), "migrations": _migrations(), "queue": _queue()}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "not reachable"
    return "ok"


def _migrations() -> str:
    # Once applied they stay applied while this process lives; looking costs milliseconds on every question.
    global _migrated
    try:
        if not _migrated:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "not reachable"
    return "ok" if _migrated else "not applied"


def _queue() -> str:
    try:
        return "ok" if jobs.is_running() else "no job runner"
    except Exception:  # whatever the queue's storage raises: SQLite's errors or Redis's
        return "not reachable"
