"""Work outside of a request: Huey, with the organisation carried along.

`@job` declares a function; `enqueue(function, organization_id=…, **arguments)` has it run inside that organisation.
Arguments are JSON-like. A job may run twice and must not mind. In tests jobs run at once, in the same transaction.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, transaction
from huey import Huey, MemoryHuey, SqliteHuey
from huey.api import TaskWrapper

from cairn.core import tenancy

log = logging.getLogger(__name__)

BEAT_SECONDS = 10
_LIFE = "cairn-job-runner"
_PROGRESS = "cairn-progress"


def _queue(url: str) -> Huey:
    if settings.TESTING:
        return MemoryHuey("cairn", immediate=True, immediate_use_memory=True)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        file = Path(unquote(parts.path))
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("cairn", filename=str(file), fsync=True, results=False)
    if parts.scheme in {"redis", "rediss"}:
        from huey import RedisHuey

        return RedisHuey("cairn", url=url, results=False)
    raise SystemExit(f"CAIRN_JOBS_URL starts with '{parts.scheme}:'; Cairn knows sqlite:///path and redis://…")


queue: Huey = _queue(settings.JOBS_URL)


class Job:
    """A function that the queue can run inside an organisation."""

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.task: TaskWrapper = queue.task(retries=5, retry_delay=30, name=self.name)(self._run)

    def _run(self, organization_id: str | None, arguments: dict[str, Any]) -> None:
        with _fresh_connection(), tenancy.enter(UUID(organization_id)) if organization_id else nullcontext():
            self.function(**arguments)

    def call_local(self, **arguments: Any) -> None:
        """Runs here and now, in the present organisation."""
        self.function(**arguments)


@contextmanager
def _fresh_connection() -> Iterator[None]:
    """Drops connections that broke or grew old; not in tests, where the job shares the test's transaction."""
    if not queue.immediate:
        close_old_connections()
    try:
        yield
    finally:
        if not queue.immediate:
            close_old_connections()


def register_periodic(moment: Any, function: Callable[[], None], *, name: str) -> None:
    """Has the runner call `function` whenever the clock agrees with `moment`, a huey crontab (core/schedule.py)."""

    def turn() -> None:
        with _fresh_connection():
            function()

    queue.periodic_task(moment, name=name)(turn)


def job(function: Callable[..., None]) -> Job:
    """Declares a job."""
    return Job(function)


def enqueue(task: Job, *, organization_id: UUID | None, **arguments: Any) -> None:
    """Puts a job into the queue; None: it belongs to no organisation and touches none.

    A queue that is down must not lose the write that was just committed.
    """
    try:
        task.task(str(organization_id) if organization_id else None, arguments)
    except Exception:
        log.exception("The job %s could not be queued; the sweep will find what it was for.", task.name)


def enqueue_after_commit(task: Job, **arguments: Any) -> None:
    """Puts a job of the present organisation into the queue once what it is about can be seen by others."""
    organization_id = tenancy.current_id()
    transaction.on_commit(lambda: enqueue(task, organization_id=organization_id, **arguments))


def beat() -> None:
    """Leaves a sign of life of the job runner in the queue's storage."""
    queue.storage.put_data(_LIFE, str(time.time()).encode())


def is_running() -> bool:
    """True when a job runner gave a sign of life lately."""
    found = queue.storage.peek_data(_LIFE)
    if not isinstance(found, bytes | memoryview):
        return False
    return time.time() - float(bytes(found)) < 3 * BEAT_SECONDS


@contextmanager
def showing_life(run_id: UUID) -> Iterator[None]:
    """Leaves a sign of life of a run again and again while the block works, however long one step of it takes."""
    done = threading.Event()

    def beat_on() -> None:
        while True:
            try:
                queue.storage.put_data(f"{_LIFE}-{run_id}", str(time.time()).encode())
            except Exception:
                log.exception("The run %s could not show that it lives.", run_id)
            if done.wait(BEAT_SECONDS):
                return

    beating = threading.Thread(target=beat_on, daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
        queue.storage.pop_data(f"{_LIFE}-{run_id}")


def shows_life(run_id: UUID) -> bool:
    """True while some job runner works on the run, in whatever process."""
    found = queue.storage.peek_data(f"{_LIFE}-{run_id}")
    return isinstance(found, bytes | memoryview) and time.time() - float(bytes(found)) < 3 * BEAT_SECONDS


def tell_progress(run_id: UUID, percent: int) -> None:
    """Leaves word of how far a run is, in the queue's storage: what one transaction has not committed nobody sees."""
    try:
        queue.storage.put_data(f"{_PROGRESS}-{run_id}", str(percent).encode())
    except Exception:
        log.exception("The progress of run %s could not be told.", run_id)


def progress_of(run_id: UUID) -> int:
    """The last word of a run, 0-100; 0 when it gave none."""
    found = queue.storage.peek_data(f"{_PROGRESS}-{run_id}")
    return int(bytes(found)) if isinstance(found, bytes | memoryview) else 0
