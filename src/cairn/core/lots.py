"""Very many things in lots: one query has only so much room, one transaction only so much patience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_lots(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in their order, at most `size` (at least 1) at a time; nothing for none."""
    waiting = iter(things)
    while lot := list(islice(waiting, size)):
        yield lot
