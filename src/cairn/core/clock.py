"""The one source of "now", so that demo data, imports and tests can live at another time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("cairn_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today(time_zone: str) -> date:
    """The calendar day of now in an IANA time zone such as Europe/Vienna."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Makes `instant` the present until the block ends."""
    token = _frozen.set(instant)
    try:
        yield
    finally:
        _frozen.reset(token)
