"""Rollover: what a copy in a later period takes along (spec okrs §10.4).

Reset starts the copy afresh from where the original ended; preserve carries the progress along.
Pure: no Django, no models.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, problems

NOTHING_YET = Decimal(0)


class Mode(StrEnum):
    """Start afresh, which is the default, or go on."""

    RESET = "reset"
    PRESERVE = "preserve"


@dataclass(frozen=True, slots=True)
class Carried:
    """The outcome and current value of the copy (None: nothing recorded).

    `needs_new_target` says that the old target is reached already, so that the copy has none until
    somebody gives one.
    """

    outcome: Outcome
    value: Decimal | None
    needs_new_target: bool = False


def carried(outcome: Outcome, value: Decimal | None, mode: Mode, new_start: date, new_due: date) -> Carried:
    """Carry an outcome that ended at `value` into a goal from `new_start` to `new_due` (spec §10.4).

    | outcome  | reset                                        | preserve                     |
    |----------|----------------------------------------------|------------------------------|
    | percent  | starts at 0                                  | stays at the old percentage  |
    | scaled   | starts where it ended, same target, 0 %      | same start, value and target |
    | control  | same bounds, no value                        | same bounds and value        |
    | baseline | empty                                        | the value found              |

    Reset drops phased targets, so that the expected line is straight; preserve keeps them only if all of
    them fit the new dates. "Reach" becomes "Increase from" (or "Decrease from") when it no longer starts
    at 0. Raises nothing.
    """
    if mode == Mode.PRESERVE:
        return Carried(_with_fitting_phases(outcome, new_start, new_due), value)
    fresh = replace(outcome, phases=())
    if outcome.type == OutcomeType.PERCENT:
        return Carried(fresh, NOTHING_YET)
    if not outcome.is_scaled:
        return Carried(fresh, None)
    return _restarted(fresh, outcome.start if value is None else value)


def _restarted(outcome: Outcome, start: Decimal) -> Carried:
    """A scaled outcome that starts at `start`; without a target when `start` has come up to the old one."""
    target = outcome.target
    if target is None:
        return Carried(replace(outcome, start=start), start, needs_new_target=True)
    rises = target > outcome.start if target != outcome.start else outcome.kind != MetricKind.DECREASE
    kind = outcome.kind
    if kind == MetricKind.REACH and start != 0:
        kind = MetricKind.INCREASE if rises else MetricKind.DECREASE
    is_reached = start >= target if rises else start <= target
    restarted = replace(outcome, kind=kind, start=start, target=None if is_reached else target)
    return Carried(restarted, start, needs_new_target=is_reached)


def _with_fitting_phases(outcome: Outcome, start: date, due: date) -> Outcome:
    misfits = any(problem.field == "phases" for problem in problems(outcome, start, due))
    return replace(outcome, phases=()) if misfits else outcome
