"""One transaction for one action, tried again when PostgreSQL had to break a deadlock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 6
_RETRYABLE = {"40P01", "40001"}  # deadlock detected, serialization failure


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Runs the function in one transaction (a savepoint inside an outer one)."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            with transaction.atomic():
                return function(*args, **kwargs)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                state = getattr(error.__cause__, "sqlstate", None)
                if state not in _RETRYABLE or attempt == ATTEMPTS:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311
        raise AssertionError("unreachable")

    return run
