"""One transaction for one action, tried again when PostgreSQL had to break a deadlock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg import IsolationLevel

from cairn.core import tenancy

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 6
_RETRYABLE = {"40P01", "40001"}  # deadlock detected, serialization failure
Finish = Callable[[set[Any]], None]
Gathered = dict[tuple[UUID, Finish], set[Any]]  # by organisation: an action may enter several
_gathered: ContextVar[Gathered | None] = ContextVar("cairn_gathered", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Runs the function in one transaction (a savepoint inside an outer one).

    The outermost action is the one that is tried again: going back to its beginning gives up the locks of those
    inside it too, also when a request with an idempotency key has opened the transaction before.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _gathered.get() is not None:
            with transaction.atomic():
                return function(*args, **kwargs)
        return _with_patience(lambda: _to_the_end(lambda: function(*args, **kwargs)))

    return run


def gather(function: Finish, things: Iterable[Any]) -> None:
    """Has `function` called once with everything gathered for it, when the outermost action has written the rest.

    Still in its transaction and in the present organisation; outside of any action at once.
    """
    gathered = _gathered.get()
    if gathered is None:
        function(set(things))
    else:
        gathered.setdefault((tenancy.current_id(), function), set()).update(things)


def _to_the_end(function: Callable[[], R]) -> R:
    gathered: Gathered = {}
    token = _gathered.set(gathered)
    try:
        answer = function()
        for (organization_id, finish), things in gathered.items():
            with tenancy.enter(organization_id):
                finish(things)
        return answer
    finally:
        _gathered.reset(token)


def _with_patience(function: Callable[[], R]) -> R:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return function()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _RETRYABLE or attempt == ATTEMPTS:
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311
    raise AssertionError("unreachable")


@contextmanager
def as_of_one_instant() -> Iterator[None]:
    """Reads many tables as they stood at one moment, while others go on writing. For reading only.

    Inside somebody's transaction it is theirs.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    # SQLite would keep everybody else from writing as long as we read, PostgreSQL show each statement its own moment.
    where: Any = connection if connection.vendor == "sqlite" else connection.connection
    name, wanted = (
        ("transaction_mode", "DEFERRED")
        if connection.vendor == "sqlite"
        else ("isolation_level", IsolationLevel.REPEATABLE_READ)
    )
    usual = getattr(where, name)
    setattr(where, name, wanted)
    try:
        with transaction.atomic():
            yield
    finally:
        setattr(where, name, usual)
