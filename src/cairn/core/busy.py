"""A database that has no time now: answered with 503, so that people and programs try again instead of giving up.

SQLite lets one connection write at a time. Who waits for a large import longer than the time-out of 20 seconds hears
"database is locked"; a PostgreSQL that restarts or is full says so in its own codes. Neither is an accident of ours.
"""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from cairn.core.errors import Busy, answer

SECONDS = 10
_LOCKED = ("database is locked", "database table is locked")
# Lock not available, connections refused or cut off, no room for another connection.
_CODES = ("55P03", "57P01", "57P02", "57P03", "53300", "08")


def is_busy(error: BaseException | None) -> bool:
    """Whether the same request may well work in a moment."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if hasattr(error.__cause__, "sqlstate"):
        code: str | None = getattr(error.__cause__, "sqlstate", None)
        return code is None or code.startswith(_CODES)  # without a code there was nobody to give one
    return str(error).startswith(_LOCKED)


def busy() -> Busy:
    """What to say about it."""
    return Busy(_("Cairn is busy with something large. Nothing was saved; please try again in a moment."), SECONDS)


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Django's handler500: what no view and no middleware has caught."""
    if is_busy(sys.exc_info()[1]):
        return answer(request, busy())
    return server_error(request)
