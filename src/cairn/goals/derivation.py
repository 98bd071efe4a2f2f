"""Why a goal has its status on a day: the rule that decided, and every number it looked at (spec okrs §6).

The derivation of progress stands in `roll_up.RollUp`. Pure: no Django, no models; the day is an argument.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cairn.goals.outcome import Outcome
from cairn.goals.progress import NOTHING, expected
from cairn.goals.status import Schedule, Status, Thresholds, as_shown


class Rule(StrEnum):
    """What decided a status."""

    END_STATE = "end_state"
    CHECK_IN = "check_in"
    FROM_CHILDREN = "from_children"
    CONTROL = "control"
    BASELINE = "baseline"
    GRACE = "grace"
    FROM_PROGRESS = "from_progress"


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why a goal has its status on `day`: the rule and every number it looked at.

    `progress`, `expected` and their `gap` (expected − progress) are in percent and None where the rule
    does not look at them; `changes` are the days on which the status worsens if nothing is written.
    """

    day: date
    status: Status
    rule: Rule
    thresholds: Thresholds
    progress: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    value: Decimal | None = None
    changes: tuple[tuple[date, Status], ...] = ()


def derivation(
    outcome: Outcome,
    schedule: Schedule | Status,
    day: date,
    *,
    progress: Decimal | None,
    start: date,
    due: date,
    thresholds: Thresholds,
    value: Decimal | None = None,
    by_check_in: bool = False,
    by_children: bool = False,
) -> Derivation:
    """Explain the status that `schedule` (or an end state) gives on `day`.

    `by_check_in` says that a person chose the status at the last check-in (spec §6.6), `by_children` that
    the goal follows its key results (§6.3). Raises nothing.
    """
    if isinstance(schedule, Status):
        return Derivation(day, schedule, Rule.END_STATE, thresholds, progress=progress, value=value)
    status = schedule.at(day)
    rule = _rule(outcome, status, by_check_in, by_children)
    aim = expected(outcome, start, due, day) if outcome.is_scaled else None
    return Derivation(
        day=day,
        status=as_shown(outcome, status),
        rule=rule,
        thresholds=thresholds,
        progress=progress,
        expected=aim,
        gap=None if aim is None else aim - (progress or NOTHING),
        value=value,
        changes=tuple((since, as_shown(outcome, coming)) for since, coming in schedule.changes_after(day)),
    )


def _rule(outcome: Outcome, status: Status, by_check_in: bool, by_children: bool) -> Rule:
    if by_check_in:
        return Rule.CHECK_IN
    if by_children:
        return Rule.FROM_CHILDREN
    if outcome.is_control:
        return Rule.CONTROL
    if outcome.is_baseline:
        return Rule.BASELINE
    return Rule.GRACE if status == Status.NOT_STARTED else Rule.FROM_PROGRESS
