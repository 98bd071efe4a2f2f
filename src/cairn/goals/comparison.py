"""What changed on a page between two instants (spec okrs §8.3, "compare to past"). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID


class What(StrEnum):
    """The kinds of change, in the order in which they are told."""

    ADDED = "added"
    REMOVED = "removed"
    CLOSED = "closed"
    POSTPONED = "postponed"
    REOPENED = "reopened"
    SCORED = "scored"
    MOVED = "moved"
    WEIGHTED = "weighted"
    TARGETED = "targeted"
    DATED = "dated"
    RENAMED = "renamed"
    HANDED_OVER = "handed_over"
    PROGRESSED = "progressed"


@dataclass(frozen=True)
class Stand:
    """A goal as it stood. `progress` in percent or None; `aim` is what it is measured by, `aim_text` in words.

    `shares` are the contributions to each parent that may be named, in percent or None where it is an equal part.
    """

    id: UUID
    title: str
    state: str = "open"
    progress: Decimal | None = None
    score: Decimal | None = None
    aim: tuple[Any, ...] = ()
    aim_text: str = ""
    dates: tuple[Any, ...] = ()
    owners: tuple[UUID, ...] = ()
    shares: Mapping[UUID, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One change of one goal; `before` and `after` are what it was about, None where there was nothing."""

    what: What
    goal_id: UUID
    title: str
    before: Any = None
    after: Any = None
    parent: UUID | None = None  # whose share it is


def compare(then: Mapping[UUID, Stand], now: Mapping[UUID, Stand]) -> list[Change]:
    """Every change from `then` to `now`, the kinds in their order, titles within one."""
    found = [Change(What.ADDED, stand.id, stand.title) for stand in now.values() if stand.id not in then]
    found += [Change(What.REMOVED, stand.id, stand.title) for stand in then.values() if stand.id not in now]
    for goal_id in then.keys() & now.keys():
        found += _between(then[goal_id], now[goal_id])
    order = list(What)
    return sorted(found, key=lambda change: (order.index(change.what), change.title.casefold(), str(change.goal_id)))


def _between(then: Stand, now: Stand) -> Iterator[Change]:
    def change(what: What, before: Any, after: Any, parent: UUID | None = None) -> Change:
        return Change(what, now.id, now.title, before, after, parent)

    if then.state != now.state:
        ending = {"closed": What.CLOSED, "postponed": What.POSTPONED}.get(now.state, What.REOPENED)
        yield change(ending, then.score, now.score)
    elif then.score != now.score:
        yield change(What.SCORED, then.score, now.score)
    if then.shares.keys() != now.shares.keys():
        yield change(What.MOVED, tuple(then.shares), tuple(now.shares))
    for parent in then.shares.keys() & now.shares.keys():
        if then.shares[parent] != now.shares[parent]:
            yield change(What.WEIGHTED, then.shares[parent], now.shares[parent], parent)
    if then.aim != now.aim:
        yield change(What.TARGETED, then.aim_text, now.aim_text)
    if then.dates != now.dates:
        yield change(What.DATED, then.dates, now.dates)
    if then.title != now.title:
        yield change(What.RENAMED, then.title, now.title)
    if set(then.owners) != set(now.owners):
        yield change(What.HANDED_OVER, then.owners, now.owners)
    if then.progress != now.progress:
        yield change(What.PROGRESSED, then.progress, now.progress)
