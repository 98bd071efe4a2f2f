"""Work outside of a request: Huey, with the organisation carried along.

`@job` declares a function; `enqueue(function, organization_id=…, **arguments)` has it run inside that organisation.
Arguments are JSON-like. A job may run twice and must not mind. In tests jobs run at once, in the same transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from huey import Huey, MemoryHuey, SqliteHuey
from huey.api import TaskWrapper

from cairn.core import tenancy

log = logging.getLogger(__name__)


def _queue(url: str) -> Huey:
    if settings.TESTING:
        return MemoryHuey("cairn", immediate=True, immediate_use_memory=True)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return SqliteHuey("cairn", filename=unquote(parts.path), fsync=True)
    if parts.scheme in {"redis", "rediss"}:
        from huey import RedisHuey

        return RedisHuey("cairn", url=url)
    raise SystemExit(f"CAIRN_JOBS_URL starts with '{parts.scheme}:'; Cairn knows sqlite:///path and redis://…")


queue: Huey = _queue(settings.JOBS_URL)


class Job:
    """A function that the queue can run inside an organisation."""

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.task: TaskWrapper = queue.task(retries=5, retry_delay=30, name=self.name)(self._run)

    def _run(self, organization_id: str, arguments: dict[str, Any]) -> None:
        with tenancy.enter(UUID(organization_id)):
            self.function(**arguments)

    def call_local(self, **arguments: Any) -> None:
        """Runs here and now, in the present organisation."""
        self.function(**arguments)


def job(function: Callable[..., None]) -> Job:
    """Declares a job."""
    return Job(function)


def enqueue(task: Job, *, organization_id: UUID, **arguments: Any) -> None:
    """Puts a job into the queue. A queue that is down must not lose the write that was just committed."""
    try:
        task.task(str(organization_id), arguments)
    except Exception:
        log.exception("The job %s could not be queued; the sweep will find what it was for.", task.name)
