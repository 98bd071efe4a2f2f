"""One line of an import's report: what became (or would become) of one row, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class What(StrEnum):
    PERSON = "person"
    TEAM = "team"
    PERIOD = "period"
    TAG = "tag"
    GOAL = "goal"
    FILE = "file"


class Action(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    NOTE = "note"


@dataclass
class Line:
    """`row` as a spreadsheet counts; `reasons` are sentences; `check_ins` how many come with a goal."""

    what: What
    action: Action
    title: str
    row: int | None = None
    external_id: str = ""
    reasons: list[str] = field(default_factory=list)
    check_ins: int = 0
    subject: UUID | None = None
    is_damaged: bool = False

    def refuse(self, reason: str) -> None:
        """The row does not come in, because …"""
        self.action = Action.REFUSED
        self.reasons.append(reason)

    def tell(self, reason: str) -> None:
        """A remark, told once."""
        if reason not in self.reasons:
            self.reasons.append(reason)


def counted(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    """How many lines of each kind ended how; check-ins are counted as a kind of their own."""
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        counts.setdefault(line.what, Counter())[line.action] += 1
        if line.check_ins:
            counts.setdefault("check_in", Counter())[Action.NEW] += line.check_ins
    return {what: dict(found) for what, found in counts.items()}
