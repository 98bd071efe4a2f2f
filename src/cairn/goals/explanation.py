"""What an explanation of a goal's numbers holds: numbers and names, no sentences (those are in telling.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from cairn.goals.derivation import Derivation
from cairn.goals.outcome import Outcome
from cairn.goals.parts import Parts
from cairn.goals.roll_up import Reason


class Method(StrEnum):
    """Where a goal's number comes from."""

    VALUE = "value"  # the last check-in, scaled between start and target
    CONTROL = "control"  # kept or not kept
    BASELINE = "baseline"  # only a value is looked for
    AVERAGE = "average"  # children, weighted by their shares
    SCALED = "scaled"  # the same, as a value between start and target
    SUM = "sum"  # the children's values added up
    BASELINE_SUM = "baseline_sum"
    NOTHING_COUNTS = "nothing_counts"  # rolls up, but nothing below counts
    TASKS = "tasks"  # tasks done out of all that were not cancelled
    MILESTONES = "milestones"  # the weight of those reached out of all
    FROZEN = "frozen"  # ended; what stands below has moved on since


@dataclass(frozen=True)
class Part:
    """What one child adds, or why it adds nothing. Percent and points; in a sum `part` is a value.

    `goal_id` and `title` are None for what the person may not see; `count` says how many of those are summed up.
    """

    goal_id: UUID | None
    title: str | None
    progress: Decimal | None = None
    counted: Decimal | None = None
    share: Decimal | None = None
    part: Decimal | None = None
    is_fixed: bool = False
    left_out: Reason | None = None
    count: int = 1

    @property
    def is_hidden(self) -> bool:
        return self.goal_id is None

    @property
    def is_clamped(self) -> bool:
        """Below 0 or above 100 % (200 where over-achievement counts), so it counts as the bound."""
        return self.counted is not None and self.progress is not None and self.counted != self.progress


@dataclass(frozen=True)
class Cause:
    """The check-in behind the present value. `goal_id` is None when it was made on something hidden."""

    at: datetime
    author: str = ""
    value: Decimal | None = None
    note: str = ""
    check_in_id: UUID | None = None
    goal_id: UUID | None = None
    goal_title: str = ""


@dataclass(frozen=True)
class Expectation:
    """Where the goal should stand: percent, on day `number` of `days`, between two points of the expected line."""

    percent: Decimal
    value: Decimal | None
    number: int
    days: int
    is_phased: bool
    since: tuple[date, Decimal]
    until: tuple[date, Decimal]


@dataclass(frozen=True)
class Score:
    """0–1 with two decimals: `final` once it is closed, `suggested` now or at closing.

    `colour` belongs to the final one, before the end to the suggested one.
    """

    final: Decimal | None
    suggested: Decimal | None
    colour: str | None
    from_children: bool

    @property
    def is_own_choice(self) -> bool:
        """Whoever closed it gave another score than the suggested one."""
        return self.final is not None and self.suggested is not None and self.final != self.suggested


@dataclass(frozen=True)
class CountsIn:
    """A parent, and what this goal adds there. `left_out` is None when it counts; a parent may not roll up at all."""

    goal_id: UUID
    title: str
    rolls_up: bool
    share: Decimal | None = None
    part: Decimal | None = None
    is_fixed: bool = False
    left_out: Reason | None = None
    is_sum: bool = False


@dataclass(frozen=True)
class Explanation:
    """Everything behind the number of a goal on a day (see the module)."""

    goal_id: UUID
    title: str
    day: date
    outcome: Outcome
    value: Decimal | None
    progress: Decimal | None
    method: Method
    parts: tuple[Part, ...]
    cause: Cause | None
    counted: Parts | None  # what the tasks or milestones came to, where the number comes from them
    automatic: tuple[Decimal | None, Decimal | None] | None  # value, progress that the roll-up would give
    overrides: str  # what a value set by hand stands for: rollup, rollup_once, tasks, milestones, or stopped
    expectation: Expectation | None
    status: Derivation
    worst_below: tuple[str, ...]  # titles of the children that decide, where the status follows them
    score: Score
    counts_in: tuple[CountsIn, ...]
    ended_at: datetime | None = None
    summed_range: tuple[Decimal, Decimal] | None = None  # start and target of the sum below, where they are others

    @property
    def left_out(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.left_out)

    @property
    def counting(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.left_out)
