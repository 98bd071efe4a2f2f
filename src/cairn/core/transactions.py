"""One transaction for one action, tried again when PostgreSQL had to break a deadlock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg import IsolationLevel

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 6
_RETRYABLE = {"40P01", "40001"}  # deadlock detected, serialization failure
_is_inside: ContextVar[bool] = ContextVar("cairn_inside_action", default=False)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Runs the function in one transaction (a savepoint inside an outer one).

    The outermost action is the one that is tried again: going back to its beginning gives up the locks of those
    inside it too, also when a request with an idempotency key has opened the transaction before.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _is_inside.get():
            with transaction.atomic():
                return function(*args, **kwargs)
        token = _is_inside.set(True)
        try:
            return _with_patience(lambda: function(*args, **kwargs))
        finally:
            _is_inside.reset(token)

    return run


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
